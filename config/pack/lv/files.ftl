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
