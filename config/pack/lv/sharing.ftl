# Kas vēl lasa sarunu un kas vairs nelasa.

# Sarunas lapa

step-reader = Vēl viens lasītājs
ask-reader-who = Kas lasītu
ask-reader-why = Kāpēc padomnieks to lūdz
ask-reader-access = Ko drīkstētu darīt
ask-reader-read = Lasīt visu sarunu no sākuma, arī Jūsu stāstu un failus. Rakstīt Jums vai spert kādus soļus nedrīkstētu.
ask-reader-work = Lasīt visu sarunu no sākuma, arī Jūsu stāstu un failus, rakstīt Jums un palīdzēt kopā ar tiem, kas sarunu lasa jau tagad.
ask-reader-always = brīdim, kad to atsauksiet
ask-reader-over = Šis jautājums vairs nav spēkā.
ask-reader-ended = { $day } Jūs piekritāt. Šis cilvēks sarunu vairs nelasa.
thread-reader-reads = { $name } (tikai lasa)
thread-unopened = Kopš Jūsu pēdējās ziņas pagājušas divas darba dienas, un neviens šo sarunu nav atvēris. Mums žēl; tas nav Jūsu dēļ. Ja vēlaties, zemāk varat atļaut to lasīt padomniekam no citas iestādes. Ja draud briesmas, zvaniet 112.
thread-offer-outside = { $name } – { $institution } (padomnieks no citas iestādes)
thread-left-conflict = { $day } { $name } pateica, ka šis stāsts viņu skar pārāk tieši. Lasīt šeit { $name } vairs nevar, un neviens to nevarēs atļaut no jauna.
thread-left-cannot-take = { $day } { $name } šo sarunu nodeva tālāk un šeit vairs nelasa.
thread-left-taken-back = { $day } Jūs savu „jā” atsaucāt: { $name } šeit vairs nelasa.
thread-left-finished = { $day } beidzās piekļuve šai sarunai: { $name }. To noteica { $by }; iemesls: lūgtais ir izdarīts.
thread-left-moved = { $day } beidzās piekļuve šai sarunai: { $name }. To noteica { $by }; iemesls: citi pienākumi.
thread-left-away = { $day } beidzās piekļuve šai sarunai: { $name }. To noteica { $by }; iemesls: ilga prombūtne.
thread-left-mistake = { $day } beidzās piekļuve šai sarunai: { $name }. To noteica { $by }; iemesls: šo cilvēku nevajadzēja aicināt.
thread-left-other = { $day } beidzās piekļuve šai sarunai: { $name }. To noteica { $by }.
thread-left-given-back = { $day } beidzās piekļuve šai sarunai: { $name }.

# Padomnieka galds: lūgums pēc vēl viena lasītāja

share-title = Lūgt vēl vienu lasītāju
share-heading = Lūgt vēl vienu lasītāju, gadījums { $short }
share-lead = Izlemj pats cilvēks, kas raksta. Kamēr atbilde nav „jā”, kolēģis neko neredz un nezina, ka tāds gadījums ir. Iepriekš kolēģim par to neko nesakiet.
share-nobody = Nav neviena, ko varētu lūgt: visi parakstītajā sarakstā vai nu jau lasa, vai lasīt nedrīkst.
share-colleague = Kam lasīt
share-colleague-hint = Šeit ir tikai tie, kas drīkst. To, kam lasīt liegts, sarakstā nav.
share-access = Kādam nolūkam
share-access-read = Tikai lasīt
share-access-work = Strādāt kopā
share-last = Līdz kurai dienai
share-last-hint = Ja beigu nav, atstājiet tukšu. Pēc šīs dienas kolēģim no gadījuma neko vairs nerāda.
share-why = Kāpēc lūdzat
share-why-hint = Šos vārdus lasīs cilvēks, kas izlemj. Uzrakstiet, ko kolēģis zina vai prot, kā tas palīdzētu un kas kolēģim kļūtu redzams.
share-error-empty = Aizpildiet šo lauku: bez tā cilvēks nevar izlemt.
share-error-last = Izvēlieties dienu no šodienas līdz gadam uz priekšu vai atstājiet lauku tukšu.

# Padomnieka galds: kas vairs nelasa

case-share-go = Lūgt vēl vienu lasītāju
case-cannot-go = Šo gadījumu nevaru uzņemties
case-close-go = Šis gadījums man ir par tuvu
case-end-go = Beigt lasīšanu: { $name }
case-reader-reads = Tikai lasa
case-reader-until = Lasa līdz { $day }
case-reads-only = Šo gadījumu Jūs drīkstat lasīt. Atbildes raksta tie, kas ar to strādā.
case-error-reads-only = Šo gadījumu Jūs drīkstat tikai lasīt, rakstīt tajā neko nedrīkst. Nekas nav saglabāts.
case-left = Kas lasīja agrāk
left-line = { $name }: { $day }, noteica { $by }. Iemesls: { $why }.
left-self = { $name }: { $day }. Iemesls: { $why }.
left-by-reporter = cilvēks pats
left-why-conflict = gadījums viņu skar pārāk tieši
left-why-cannot-take = nevar uzņemties
left-why-taken-back = „jā” ir atsaukts
left-why-finished = lūgtais ir izdarīts
left-why-moved = citi pienākumi
left-why-away = ilga prombūtne
left-why-mistake = nevajadzēja aicināt
left-why-other = cits iemesls
leave-close-title = Vai šis gadījums Jūs skar?
leave-close = Pasakiet to vienmēr, ja kādu šajā stāstā pazīstat vai kāds varētu tā domāt: tā nav vaina, tā pasargā visus. Gadījums no Jūsu galda pazūd uzreiz un pavisam; atpakaļ to nesaņemsiet ne ar šo, ne ar citu kontu. Cilvēks uzzinās, ka Jūs to pateicāt. Kas Jūs ar šo stāstu saista, nav jāstāsta ne šeit, ne kādam citam.
leave-close-yes = Jā, noņemt to no mana galda pavisam
leave-cannot-title = Vai šo gadījumu nevarat uzņemties?
leave-cannot = Iemeslu neviens neprasa. Gadījums no Jūsu galda pazūd uzreiz. Kolēģi, kas to lasa, turpina; ja cita nav, to pārņem padomnieks no citas iestādes. Cilvēks uzzinās, ka sarunu nodevāt tālāk. Vēlāk Jūs var lūgt no jauna, ja cilvēks tam piekrīt.
leave-cannot-yes = Jā, nodot tālāk
leave-end-title = Vai beigt lasīšanu: { $name }?
leave-end = Sākot ar nākamo klikšķi, no šī gadījuma vairs nekas nebūs redzams. Kas jau izlasīts, tas ir zināms. Cilvēks to uzzinās kopā ar iemeslu.
leave-end-yes = Beigt
leave-why = Iemesls
leave-why-hint = To redz cilvēks sarunā un visi, kas šo gadījumu lasa.
leave-no = Atpakaļ, neko nemainīt
leave-unsent = Jūsu atbilde vēl nav nosūtīta. Ja ejat atpakaļ, tā paliek savā laukā.
leave-error-why = Izvēlieties iemeslu.
leave-error-nobody = Ar šo gadījumu vairs nebūtu, kas strādā, un nav neviena padomnieka no citas iestādes, kas to drīkst. Tāpēc nekas nav mainīts. Vispirms lūdziet atļauju vēl vienam lasītājam vai pasakiet administratoram, ka trūkst padomnieka no citas iestādes, par pašu gadījumu nerunājot.
inbox-gone = Izdarīts. Gadījuma uz Jūsu galda vairs nav.
case-error-locked = Šim gadījumam atzīmēts, ka tajā ir klasificētas ziņas: kamēr atzīme stāv, nevienu citu nevar aicināt to lasīt.

# Nodošanas lapa

sheet-title = Nodošanas lapa, gadījums { $short }
sheet-go = Nodošanas lapa
sheet-back = Atpakaļ pie gadījuma
sheet-print = Šo lapu var izdrukāt. Uz papīra tā ir tikpat slepena kā pats gadījums: dodiet to no rokas rokā un tikai tam, kam atļauts lasīt, bet pēc tam iznīciniet.
sheet-today = Sagatavota
sheet-nothing = Nekas nav pierakstīts.
sheet-promises = Kas apsolīts un līdz kuram laikam
sheet-consents = Kam cilvēks piekritis un ko atsaucis
sheet-risk = Riski
sheet-never = Ko nedarīt nekad
sheet-never-step = Nedarīt: { $step }. Atbilde bija „nē”.
sheet-never-shown = Par šo neko nedrīkst uzzināt: { $name }
sheet-reach-as-written = Nesazināties citādi, kā ierakstīts gadījuma lapā vai pašā sarunā.
sheet-reach-never = Nesazināties ārpus šīs sarunas.
sheet-readers = Kas lasa un kas lasīja
sheet-agreed = { $day } cilvēks atļāva lasīt: { $name }.
sheet-words = Ko gadījums pats nepasaka
sheet-label-never = Ko vēl nedarīt nekad
sheet-hint-never = Piemēram: nezvanīt vakarā, nelietot šo vārdu, nepieminēt mācības.
sheet-label-text = Kas vēl jāzina
sheet-hint-text = Kas šim cilvēkam palīdz, kas jau izmēģināts, ko Jūs darītu tālāk. Fakti bez vērtējumiem; to redz visi, kas šo gadījumu lasa.
sheet-save = Saglabāt
sheet-error-empty = Vēl nekas nav ierakstīts.
desk-entry-sheet = Nodošanas lapa

# Cilvēka vārds par kolēģi, kas lasītu: padomniekam

desk-reader-open = Atbildes vēl nav. Bez „jā” kolēģis neko nelasa.
desk-reader-yes = { $day } saņemts „jā”: kolēģis drīkst lasīt.
desk-reader-no = { $day } atbilde bija „nē”: kolēģis nelasa.
desk-reader-taken-back = { $day } „jā” atsaukts: kolēģis vairs nelasa.
desk-reader-over = Atbildes vai lasīšanas laiks ir beidzies. Ja kolēģis vēl vajadzīgs, jautājiet no jauna.
case-reader-last = Lasa līdz
case-reader-asked = Lūgta piekrišana ({ $day }); atbildes vēl nav, un līdz tai nekas netiek lasīts.
share-duty = Par iestādi „{ $institution }” autors lasīs: „{ $duty }”
