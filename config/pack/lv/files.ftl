# Gadījuma faili padomnieka lapā: skatīšana bez saglabāšanas datorā.

view-open = Skatīt
view-open-of = Skatīt failu „{ $name }”
view-title = Gadījuma { $short } fails
view-back = Atpakaļ pie gadījuma { $short }
view-note = Tajā var būt redzama vai aprakstīta vardarbība. Skatieties tad, kad Jums ir tam spēks, un jebkurā brīdī varat pārtraukt.
view-picture = Attēls
view-show = Parādīt aizmiglotu
view-show-hint = Līdz tam attēls uz šo datoru netiek sūtīts.
view-sharp = Rādīt skaidri
view-picture-alt = Attēls no faila „{ $name }”
view-redrawn = Attēls te ir izveidots no jauna un var būt samazināts; pats fails paliek, kāds tas ir. Ja neko neredzat, failu nevarēja droši atvērt: tas var būt bojāts vai pārāk liels.
view-text = Teksts
view-text-show = Parādīt tekstu
view-empty = Šajā failā nekā nav: tā garums ir nulle.
view-not = Šeit šo failu parādīt nevar: tas nav ne attēls, ne teksts, vai arī ir pārāk liels. To var tikai saglabāt.
view-save-title = Saglabāt datorā
view-save = Saglabāt failu
view-save-note = Svešu failu atveriet tikai programmā, kas tam domāta, un neatļaujiet tajā ne makro, ne saites.

# Atzīme, ka failā var būt redzams nepilngadīgais.
case-file-marked = Failā var būt redzams nepilngadīgais: to vairs neviens nevar atvērt.
case-files-mark = Ja failā var būt redzams cilvēks, kam nav 18 gadu, failu nesaglabājiet, bet izvēlieties „Skatīt”. Tur nekas no faila nav redzams, kamēr to neprasāt, un turpat failu var atzīmēt un aizvērt.
mark-title = Vai failā var būt redzams nepilngadīgais?
mark-hint = Ja tajā seksuālā vai pazemojošā veidā var būt redzams cilvēks, kas jaunāks par 18 gadiem, neskatieties tālāk un nevienam to nerādiet. Pēc atzīmes failu vairs nevar atvērt neviens, arī Jūs.
mark-sure = Jā, failā var būt redzams nepilngadīgais
mark-minor = Atzīmēt un aizvērt failu
mark-error-sure = Atzīmējiet, ka tiešām to vēlaties.
mark-changed = Atzīme nav saglabāta. Izlasiet jaunāko stāvokli un izlemiet no jauna.
mark-closed = Šis fails ir aizvērts
mark-procedure = Tajā var būt redzams nepilngadīgais. Fails paliek aizzīmogots, un neviens to neatver, nekopē un nesūta. Tajā pašā dienā zvaniet Valsts policijai (110) un pasakiet tikai to, ka šāds fails ir un kur tas glabājas; kā to nodot, pateiks policija. Ja fails jau ir saglabāts kādā datorā, neizdzēsiet un nekopējiet to, bet pasakiet par to policijai.
mark-lift-title = Ja atzīme ir kļūdaina
mark-lift-sure = Kolēģis, kas to atzīmēja, man pateica, ka tā bija kļūda
mark-lift = Noņemt atzīmi
desk-entry-marked = Fails aizvērts: var būt redzams nepilngadīgais
desk-entry-unmarked = Faila atzīme noņemta
mark-unread = Šo failu pašlaik nevar atvērt
mark-unread-why = Ar Jūsu atslēgām nevar izlasīt šī gadījuma agrākās piezīmes, kurās var būt teikts, ka to nedrīkst atvērt. Tiklīdz gadījumu atvērs kāds kolēģis, kas to lasīja jau iepriekš, varēsiet tās izlasīt. Ja gadījumu lasāt no paša sākuma, kaut kas tajā ir aiztikts: pasakiet to administratoram.
case-file-unread = Nevar atvērt, kamēr gadījumu nav atvēris kolēģis, kas to lasīja jau iepriekš.
