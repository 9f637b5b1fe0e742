# Sākumlapa un stāsta lapas.

# Sākumlapa

landing-title = Vispirms par palīdzību
landing-lead = Pazemošana, uzmākšanās, pieskārieni bez piekrišanas, „iesvētības”, draudi vai sitieni: par to var runāt. Notikušais nav Jūsu vaina.
landing-about-title = Kas ir šī vieta
landing-about = Ja dienat, strādājat vai mācāties aizsardzības vai iekšlietu nozarē, šeit varat pastāstīt, kas noticis ar Jums vai ar kādu citu. Var rakstīt arī tad, ja tas bija sen, ja dienests jau ir beidzies, ja esat no sabiedroto spēkiem vai ja dien kāds no Jūsu ģimenes.
landing-about-words = Nav jāzina, kā notikušo sauc likumā, un nav vajadzīgi pierādījumi. Vārdu, e-pastu un personas kodu mēs neprasām. Beigās Jūs saņemsiet piekļuves kodu; tikai ar to var atgriezties, izlasīt atbildi un rakstīt tālāk.
landing-readers-title = Kas to lasa
landing-readers = Jūsu stāstu lasa padomnieki dzimumu līdztiesības jautājumos. Vēl pirms nosūtīšanas Jūs redzēsiet, kuri tie ir, un varēsiet norādīt, kurš to nedrīkst lasīt. Ja savas iestādes padomniekiem neuzticaties, stāstu lasīs padomnieks no citas iestādes.
landing-readers-not = Priekšniecība un šīs vietnes administratori Jūsu stāstu atvērt nevar: viņiem nav atslēgas.
landing-limits-title = Kas šī vieta nav
landing-limits-emergency = Tas nav ātrās palīdzības kanāls. Ziņas mēs neizlasām uzreiz un nevaram nevienu atsūtīt. Ja briesmas ir tagad, zvaniet 112.
landing-limits-process = Šeit rakstītais nav iesniegums policijai. Vai un kad to rakstīt, izlemjat Jūs; padomnieks var palīdzēt to sagatavot.
landing-limits-whistle = Tas nav trauksmes celšanas kanāls, un šeit rakstītais nedod trauksmes cēlēja aizsardzību. Ja zināt par pārkāpumu, kas kaitē sabiedrības interesēm, jautājiet savas iestādes trauksmes celšanas kontaktpersonai, kā par to ziņot.
landing-duties-title = Kad par stāstu ir jāpaziņo citiem
landing-duties-child = Ja Jums nav 18 gadu vai stāsts ir par bērnu: par vardarbību pret bērnu likums ikvienam liek paziņot tajā pašā dienā, arī padomniekiem. Tāpēc to, ko Jūs par bērnu uzrakstīsiet, viņi nevarēs paturēt tikai sev.
landing-duties-line = Bērnu un pusaudžu uzticības tālrunis ir 116 111. Šo lapu var arī tikai izlasīt un neko nesūtīt.
landing-duties-police = Arī policijas amatpersonām ir pienākums rīkoties, ja tās uzzina par noziegumu. Vēl pirms nosūtīšanas pie katra padomnieka vārda redzēsiet arī iestādi. Ja šaubāties, vispirms pajautājiet, ko padomnieks drīkst paturēt tikai sev, un pārējo rakstiet pēc atbildes.
landing-device = Ja iespējams, izmantojiet savu tālruni ar mobilajiem datiem. Dienesta datorā vai tīklā darba devējs var redzēt visu, ko Jūs rakstāt.
landing-read = Vispirms palasīt
landing-start = Pastāstīt
landing-return = Atgriezties ar piekļuves kodu

# Pirms sākuma

before-title = Pirms Jūs sākat
before-device-title = No kā Jūs rakstāt
before-device = Dienesta datorā vai tīklā darba devējs var redzēt visu, ko Jūs rakstāt. Drošāk ir savs tālrunis ar mobilajiem datiem.
before-what-title = Kas notiks
before-what = Dažas īsas lapas. Pastāstiet saviem vārdiem, izvēlieties, kas to lasīs, un nosūtiet. Pārējo var izlaist, un „nezinu” arī ir atbilde. Pirms nosūtīšanas visu varēs pārlasīt un labot.
before-readers-title = Kas lasa un kad
before-readers = Lasa padomnieki, kurus redzēsiet pirms nosūtīšanas; kāds cits – tikai tad, ja Jūs to vēlāk atļausiet. Ja no viņiem vairs nepaliek neviens, lasa padomnieks no citas iestādes, bet ne tas, kam Jūs to liedzāt. Ja padomnieks savas atslēgas pazaudē, lasīt atkal ļauj atkopšanas atslēga: tā ir sadalīta vairākiem cilvēkiem un glabājas ārpus šīs vietnes.
before-reading = Jūsu ziņu izlasīs līdz { $when }.
reading-away = Visiem, kas to lasa, ir pieteikta prombūtne vismaz līdz { $day }. Jūsu ziņa tikmēr gaidīs aizzīmogota, un atbilde, iespējams, būs tikai pēc tam.
before-emergency = Šis nav ātrās palīdzības kanāls. Ja briesmas ir tagad, zvaniet 112.
before-kept-title = Kas paliek un kas nepaliek
before-kept-draft = Iesākto un nenosūtīto glabājam divas stundas pēc tam, kad pēdējoreiz nospiedāt pogu. Poga „Pamest šo lapu” uzreiz padara to neatveramu.
before-kept-history = Pārlūka vēsturi mēs nedzēšam. Tajā paliek šīs vietnes adrese un virsraksts „Informācija”. Ja pēc tam kāds nospiedīs „Atpakaļ”, atvērsies šīs vietnes lapa bez Jūsu teksta.
before-return = Pēc nosūtīšanas Jūs redzēsiet piekļuves kodu. Atbildi var izlasīt tikai ar to, tāpēc kodu vajadzēs pierakstīt.
before-say-title = Ko ir labi zināt, pirms rakstāt
before-say-identity = Mēs neprasām vārdu, taču apraksts pats var atklāt, kas Jūs esat. Pirms katra soļa, no kura citi varētu nojaust par šo sarunu, mēs Jums pajautāsim.
before-say-secret = Nerakstiet neko, kas ir valsts noslēpums vai paredzēts tikai dienesta vajadzībām. Pietiek ar vārdu „mācībās”.
before-say-other = Ja tas noticis ar kādu citu, nenosauciet šo cilvēku bez viņa vai viņas piekrišanas. Vislabāk ir pateikt šo adresi tālāk: tad cilvēks var rakstīt, ja grib.
before-say-child = Ja Jums nav 18 gadu vai stāsts ir par bērnu: par vardarbību pret bērnu likums liek paziņot tajā pašā dienā, arī padomniekiem. Vispirms var piezvanīt uz 116 111.
before-answer =
    Parasti atbild nākamajā darba dienā, vēlākais { $n ->
        [one] { $n } dienas laikā.
       *[other] { $n } dienu laikā.
    }
before-talk = Pēc tam var sarunāties tik ilgi, cik vajag. Katrā atbildē būs datums, kad gaidāma nākamā. Tālāk bez Jūsu piekrišanas neko nedara, ja vien to neprasa likums.
before-duties-title = Kas var būt jānodod tālāk
before-duties = Dažiem cilvēkiem likums liek rīkoties, ja viņi par kaut ko uzzina. Tāpēc te ir rakstīts, kam un kas jādara. Ja šaubāties, vispirms pajautājiet padomniekam, ko viņš vai viņa drīkst paturēt tikai sev.
before-duties-list = Pienākumi pa iestādēm un kas ieceļ padomniekus
before-duties-other = Ja iestāde šeit nav nosaukta, lasa padomnieks no citas iestādes, un uz viņu attiecas tās iestādes ieraksts.
before-duties-all = Kas attiecas uz visiem, un kas šī vieta nav
before-name-title = Ko anonimitāte var un ko nevar
before-name-kept = Vārds, e-pasts un tālrunis nav vajadzīgi. Tīkla adresi neglabājam. No laika glabājam tikai dienu.
before-name-sealed = Nosūtīto var atvērt tikai tie, kam ir atslēga. Pēc cilvēka vārda neko meklēt nevar.
before-name-story = Stāsts pats var parādīt, kas Jūs esat: vieta, diena, vārdi, ko zina tikai divi cilvēki.
before-name-device = Tas, kurš uzrauga Jūsu ierīci vai tīklu, var redzēt, ka esat šeit. Izlasīto vairs nevar padarīt neizlasītu.
before-young-title = Ja vēl nav 18
before-kept-exit = Katras lapas augšā ir poga „Pamest šo lapu”. Tā aizved uz citu vietni un aizver iesākto.
before-kept-exit-key = Var arī trīs reizes ātri nospiest taustiņu Shift.
before-safety-title = Kā rakstīt drošāk
before-safety-device = Izmantojiet ierīci, ko neviens cits nepārbauda: ne dienesta, ne kopīgu, ne tādu, kuras paroli zina vēl kāds.
before-safety-private = Atveriet privāto jeb inkognito logu. Tas neko nepaslēpj no tīkla īpašnieka, bet vēsturē paliek mazāk.
before-safety-history = Vēsturē dzēsiet tikai šīs vietnes adresi. Pilnīgi tukša vēsture var radīt jautājumus.
before-safety-place = Izvēlieties laiku un vietu, kur neviens neskatās pār plecu. Ja kāds nāk, nospiediet „Pamest šo lapu”.
before-safety-code = Nefotografējiet piekļuves kodu, ja tālruņa attēli automātiski nonāk mākonī, kuram piekļūst vēl kāds.

# Visās stāsta lapās

step-number = { $n }. lapa no 5
draft-wait = Šī lapa Jūs gaidīs divas stundas. Pēc tam nenosūtīto vairs nevarēs atvērt.

# Par ko un kam

about-title = Īsumā pirms stāsta
about-why = Trīs jautājumi, lai tālāk rādītu tikai to, kas uz Jums attiecas. Visu var izlaist.
about-legend = Par ko Jūs rakstāt?
about-me = Par to, kas noticis ar mani
about-saw = Par to, ko redzēju vai dzirdēju
about-told = Par to, ko man pastāstīja
about-lead = Vadu cilvēkus un gribu padomu
about-others = Ja tas noticis ar kādu citu, nenosauciet šo cilvēku bez viņa vai viņas piekrišanas. Padomnieks viņu neuzrunās. Vislabāk ir pateikt tālāk šīs vietnes adresi.
age-legend = Cik Jums gadu?
age-under-18 = Nav vēl 18
age-adult = 18 vai vairāk
age-unsaid = Negribu teikt
path-legend = Ko Jūs tagad gribat?
path-hint = Vēlāk to maināt tikai Jūs: pierakstīto var nosūtīt, no sarunas var pāriet uz oficiālu soli un atkal atpakaļ.
path-confidential = Parunāt ar padomnieku
path-about-confidential = Padoms un palīdzība. Jūsu priekšniecībai neko nestāsta, ja vien likums neuzliek pienākumu ziņot.
path-formal = Kopā sagatavot oficiālu soli
path-about-formal = Padomnieks palīdz saprast, kur vērsties, kas tam vajadzīgs un kas notiks tālāk. Iesniegt vai neiesniegt, izlemjat Jūs.
path-private = Pierakstīt tikai sev
path-about-private = Ieraksts ar datumu, ko ar kodu var atvērt tikai Jūs. Padomnieki to nesaņem. Vēlāk to var nosūtīt.
paths-title = Ko var izdarīt bez Jūsu vārda un kam tas vajadzīgs
paths-read-only = Var arī neko nerakstīt un šo vietni tikai izlasīt.
paths-col-step = Kas
paths-col-name = Vai vajadzīgs vārds
paths-step-talk = Sarunāties ar padomnieku, uzdot jautājumus
paths-name-talk = Nē
paths-step-evidence = Nodot failus un saglabāt notikušā pierakstu
paths-name-evidence = Nē
paths-step-care = Saņemt psihologa, krīzes tālruņa vai ārsta palīdzību
paths-name-care = Bieži nē; katrs dienests to pasaka pirms sarunas
paths-step-safety = Plānot savu drošību
paths-name-safety = Nē
paths-step-workplace = Lūgt pārmaiņas darbā, piemēram, citu maiņu vai telpu
paths-name-workplace = Parasti jā: kāds uzzinās, kam tas vajadzīgs
paths-step-discipline = Ierosināt dienesta pārbaudi
paths-name-discipline = Parasti jā; cilvēks, par kuru ir runa, to uzzinās, un sākto var nebūt iespējams apturēt
paths-step-criminal = Vērsties policijā
paths-name-criminal = Jā; sāktu procesu Jūs vairs nevarat apturēt
paths-upwards = Neviens cits šo izvēli Jūsu vietā nemaina. Pirms katra soļa, no kura citi varētu par Jums nojaust, padomnieks Jums jautās.

# Ja nav 18 gadu

young-title = Pirms Jūs rakstāt
young-lead = Labi, ka meklējat palīdzību. Vispirms mums godīgi jāpasaka viena lieta.
young-call-title = Var vispirms piezvanīt
young-call = Bērnu un pusaudžu uzticības tālrunis ir bez maksas. Tur uzklausa un palīdz saprast, ko darīt tālāk. Vai uzzinās vecāki, var pajautāt pa 116 111, vārdu nesakot.
young-duty-title = Kas padomniekam jādara
young-duty = Ja kāds, kam nav 18 gadu, pastāsta par vardarbību pret sevi, likums ikvienam liek par to paziņot tajā pašā dienā. Padomnieks to nevar paturēt tikai sev. Viņš vai viņa Jums pateiks, kam un ko paziņo.
young-choose = Izlemt varat Jūs: rakstīt tagad, vispirms piezvanīt vai
young-read = tikai lasīt un neko nesūtīt.
young-next = Rakstīt tālāk
young-leave = Šodien nerakstīt un iziet

# Drošība

safety-title = Vai tagad esat drošībā?
safety-why = Jautājam, lai uzreiz parādītu, kas var palīdzēt, un lai padomnieks zinātu, kas nevar gaidīt. Uz katru jautājumu var arī neatbildēt.
safe-now-legend = Vai tagad un šonakt esat drošībā?
weapon-legend = Vai tuvumā ir ierocis, no kura Jums ir bail?
retaliation-fear-legend = Vai baidāties, ka Jums atriebsies, ja pastāstīsiet?
alive-legend = Vai Jums ir domas par aiziešanu no dzīves?
alive-hint = To jautājam visiem. Atbildi izlasīs tikai padomnieki; ja tā ir „jā”, viņi jau sarakstā redz, ka tas nevar gaidīt. Jūsu uzrakstīto tekstu dators neizvērtē.
sure-yes = Jā
sure-no = Nē
sure-unsure = Nezinu
advice-title = Kas var palīdzēt jau tagad
advice-alive-title = Jums nav jāpaliek ar to vienatnē
advice-alive = Krīzes tālrunis atbild jebkurā diennakts laikā, bez maksas, latviešu, krievu un angļu valodā. Var zvanīt arī tad, ja nezināt, ko teikt.
advice-alive-weapon = Ja Jums ir ierocis vai zāles, palūdziet kādam, kam uzticaties, tos šonakt paglabāt.
advice-alive-limit = Mēs nevaram Jums nevienu atsūtīt, jo nezinām, kas Jūs esat un kur atrodaties.
advice-safe-title = Ja šovakar nav droši
advice-safe-call = Ja briesmas ir tagad, zvaniet 112. Var zvanīt arī čukstus: pasakiet, kur esat.
advice-safe-place = Ja varat, aizejiet tur, kur ir cilvēki vai kur durvis ir iespējams aizslēgt.
advice-safe-person = Pasakiet vienam cilvēkam, kam uzticaties, kur esat un kad atkal sazināsieties.
advice-weapon-title = Ja tuvumā ir ierocis
advice-weapon = Necentieties to paņemt vai paslēpt. Turieties tālāk no telpas, kur tas ir, īpaši strīda laikā.
advice-weapon-say = Zvanot 112, vispirms pasakiet, ka ir ierocis un vai tas ir dienesta ierocis.
advice-retaliation-title = Ja baidāties no atriebības
advice-retaliation = Padomnieks nevienam nesaka, ka Jūs rakstījāt, ja vien to neprasa likums. Pirms nosūtīšanas varat norādīt, kurš to nedrīkst lasīt.
advice-retaliation-notes = Ja kaut kas sākas, pierakstiet dienu, vārdus un to, kurš bija klāt. Sarunā to varēs pastāstīt uzreiz.

# Kā sazināties

contact-title = Kā ar Jums droši sazināties
contact-why = Tas nav vajadzīgs: atbilde gaidīs šeit. Ja tomēr gribat, lai padomnieks Jums varētu piezvanīt vai uzrakstīt, pasakiet, kā to darīt droši.
contact-label = Kā, kad un ko nedrīkst
contact-hint = Piemēram: „Zvanīt uz … darbdienās pēc 18.00; ja atbild kāds cits, teikt, ka sajaukts numurs.” Ja to ierakstīsiet, padomnieks varēs saprast, kas Jūs esat.
contact-erase = To glabājam atsevišķi, un sarunā to varēs izdzēst.

# Jūsu vārdi

words-title = Jūsu vārdiem
words-label = Pastāstiet, kas noticis
words-hint = Rakstiet tik daudz vai tik maz, cik gribat. Secība un pareizrakstība nav svarīgas. Atpakaļ ejiet ar lapas pogu „Atpakaļ”: pārlūka poga nenosūtīto nesaglabā.
words-languages = Rakstiet jebkurā valodā. Padomnieki lasa: { $languages }.
words-of-others = Ja tas noticis ar kādu citu, bez šī cilvēka piekrišanas viņu nenosauciet un nerakstiet neko, no kā viņu var pazīt. Ja šim cilvēkam nav 18 gadu, par vardarbību jāpaziņo arī Jums; 116 111 palīdz saprast, kam.
words-careful = Nav vajadzīgi ne cilvēku vārdi, ne pakāpes, ne precīza vieta. Nerakstiet neko slepenu.

# Kas, kad, kur

what-title = Kas, kad un kur
what-why = Tas palīdz padomniekam saprast, kāda palīdzība var noderēt. Visu var izlaist.
what-legend = Kas notika? Var atzīmēt vairākas atbildes.
when-legend = Kad tas notika?
when-text-label = Ja gribat, saviem vārdiem par laiku
place-legend = Kur tas notika? Var atzīmēt vairākas atbildes.
place-text-label = Ja gribat, saviem vārdiem par vietu
place-text-hint = Bez slepenām vietām: pietiek ar „mācībās” vai „uz kuģa”.

# Cilvēki

people-title = Par cilvēkiem, kas to darīja
people-why = Cilvēku vārdi nav vajadzīgi. Atbildes palīdz padomniekam saprast, no kā Jūs sargāt. Visu var izlaist.
people-why-other = Cilvēku vārdi nav vajadzīgi. Atbildes padomniekam palīdz saprast, no kā šo cilvēku sargāt. Visu var izlaist.
people-block = { $n }. cilvēks vai grupa
people-another = Pievienot vēl kādu
relation-legend = Kas viņš, viņa vai viņi Jums ir?
relation-legend-other = Kas viņš, viņa vai viņi ir cilvēkam, ar ko tas noticis?
rank-legend = Kāds ir stāvoklis dienestā vai darbā?
rank-legend-other = Kāds ir stāvoklis dienestā vai darbā, salīdzinot ar šo cilvēku?
rank-above = Augstāk par mani
rank-above-other = Augstāk par šo cilvēku
rank-same = Tādā pašā līmenī kā es
rank-same-other = Tādā pašā līmenī
rank-below = Zemāk par mani
rank-below-other = Zemāk par šo cilvēku
rank-none = Nav dienestā vai nav salīdzināms
rank-unknown = Nezinu
force-legend = Kur dien vai strādā?
force-own = Tajā pašā iestādē, kur es
force-own-other = Tajā pašā iestādē, kur šis cilvēks
force-other-service = Citā iestādē vai dienestā
force-allied = Sabiedroto spēkos
force-none = Ārpus dienesta
force-unknown = Nezinu
sex-legend = Vīrietis vai sieviete?
sex-woman = Sieviete vai sievietes
sex-man = Vīrietis vai vīrieši
sex-both = Gan sievietes, gan vīrieši
sex-unknown = Nezinu vai negribu teikt
number-legend = Cik viņu bija?
number-one = Viens cilvēks
number-few = Divi vai trīs
number-many = Vairāk
number-unknown = Nezinu
names-label = Ja gribat, vārds vai pazīmes
names-hint = Vārdu rakstiet tikai šeit. Padomnieks to redz, bet meklēt sistēmā pēc tā nevar neviens.

# Kas lasīs

readers-title = Kas to lasīs
readers-choose-why = No iestādes ir atkarīgs, kuri padomnieki stāstu saņems. Ja nevēlaties to teikt, stāstu saņems padomnieks no citas iestādes.
readers-institution-legend = Ar kuru iestādi tas ir saistīts?
readers-institution-hint = Nākamajā lapā redzēsiet padomnieku vārdus un varēsiet atzīmēt, kurš lasīt nedrīkst.
readers-institution-chosen = Iestāde: { $institution }
readers-institution-change = Mainīt iestādi
readers-why = Zemāk ir padomnieki, kas to varētu lasīt. Ja kāds no viņiem ir saistīts ar notikušo vai Jūs viņam vai viņai neuzticaties, atzīmējiet šo cilvēku. Tad viņš vai viņa nesaņems neko un no mums par to neuzzinās. Iemesls nav jāraksta.
reads-legend = Kurš lai to lasa?
reads-own = Šīs iestādes padomnieki
reads-outside = Padomnieks no citas iestādes
reads-outside-note = Tad no šīs iestādes to nelasīs neviens, arī vēlāk ne.
readers-legend = Vai kāds no šiem cilvēkiem ir saistīts ar notikušo vai tuvs kādam, kas ir saistīts?
readers-exclude = Lai šis cilvēks nelasa: { $name }
readers-outside = No citas iestādes; lasa tikai tad, ja šīs iestādes padomnieki nedrīkst vai tādu nav
readers-away = Ir prombūtnē no { $from } līdz { $to }.
readers-away-later = Būs prombūtnē no { $from } līdz { $to }.
readers-later = Vēl citi, kam kādreiz varētu lūgt lasīt
readers-later-note = Viņi lasa tikai tad, ja sarunā Jums viņus nosauc un Jūs piekrītat. Kas te atzīmēts, to Jums nekad nepiedāvās.
readers-none = Tagad nav neviena padomnieka, kas to varētu lasīt.
readers-text-label = Vēl kāds, kura nav šajā sarakstā
readers-text-hint = Ja kaut ko šeit ierakstāt, stāstu lasīs tikai padomnieks no citas iestādes. Tā pārpratuma dēļ to nesaņems neviens no Jūsu izvēlētās iestādes.

# Faili

files-why = Ja Jums ir fotogrāfijas, ekrānuzņēmumi, ieraksti vai vēstules, tos var pievienot. Var arī nepievienot neko.
files-label = Izvēlieties failus
files-limits = Ne vairāk par 10 failiem, katrs līdz 1 GB. Lieliem failiem vajag laiku; neaizveriet lapu, kamēr tie tiek sūtīti.
files-add = Pievienot un palikt šeit
files-remove = Noņemt failu { $name }

# Skaitīšana

count-why = Vadība un, iespējams, arī sabiedrība redz, cik stāstu bijis, par ko tie ir un kā tie beigušies. Šie skaitļi nav precīzi: katram no tiem ir pieskaitīts vai atņemts nejauši izlozēts skaitlis. Tāpēc no tiem nekad nevar droši zināt, vai Jūsu stāsts ir starp saskaitītajiem un kas tajā teikts; kāds minējums var kļūt tikai vairāk vai mazāk ticams. Jūsu vārdi, faili un sarakste tur nenonāk nekad. Vēlāk varat pārdomāt: no tā brīža Jūsu stāstu vairs neskaitīs, bet jau publicētais paliks, kāds tas ir.
count-label = Jā, šo stāstu drīkst iekļaut statistikā
count-no-matter = Ja neatzīmēsiet, palīdzība un atbilde būs tieši tāda pati.

# Pārskats

go-to-check = Labi, atpakaļ uz pārskatu
check-about = Par ko un kam
check-label-about = Par ko
check-label-age = Vecums
check-label-path = Ko gribat
check-safety = Drošība
check-contact = Kā ar Jums sazināties
check-more = Ja gribat, vēl
check-more-note = Nekas no tā nav vajadzīgs. Var sūtīt jau tagad un pārējo pastāstīt sarunā.
check-add = Pievienot vai mainīt
check-add-of = Pievienot vai mainīt: { $part }
check-identity = Apraksts pats var atklāt, kas Jūs esat. Ja kaut ko negribat teikt, to vēl var izņemt.
check-title = Pārlasiet un nosūtiet
check-lead = Vēl nekas nav nosūtīts. Visu var mainīt.
check-change = Mainīt
check-change-of = Mainīt: { $part }
check-empty = Nav atbildes
check-words = Jūsu vārdiem
check-words-show = Rādīt tekstu
check-what = Kas, kad un kur
check-people = Par cilvēkiem, kas to darīja
check-readers = Kas to lasīs
check-files = Faili
check-count = Statistika
check-label-what = Kas
check-label-when = Kad
check-label-place = Kur
check-label-institution = Iestāde
check-label-readers = Lasīs
check-label-left-out = Nelasīs
check-outside = { $name } (no citas iestādes)
check-send = Nosūtīt
check-send-note = Nosūtīto vairs nevar labot, bet var rakstīt klāt.

# Piekļuves kods

receipt-title = Jūsu piekļuves kods
receipt-sent = Nosūtīts. Paldies, ka pastāstījāt.
receipt-only = Tikai šis kods atver sarunu. Mēs to nevaram ne atjaunot, ne atsūtīt vēlreiz.
receipt-write = Pierakstiet to uz papīra vai izdrukājiet. Izdrukā ir tikai kods, bez šīs vietnes nosaukuma; ja pārlūks pievieno adresi, drukāšanas logā to var izslēgt.
receipt-hide = Glabājiet to tur, kur neviens cits to neatradīs.
receipt-when = Jūsu ziņu izlasīs līdz { $when }. Pēc tam ir vērts atgriezties.
receipt-again = Šī lapa būs redzama vēl 15 minūtes vai līdz brīdim, kad nospiedīsiet pogu.
receipt-saved = Kods ir pierakstīts

# Pēc tam

done-title = Kas notiks tālāk
done-read = Jūsu ziņu izlasīs līdz { $when }. Padomnieks atbildēs šeit, un atbildē būs teikts, kad gaidāma nākamā.
done-return = Lai izlasītu, atveriet šo vietni un ierakstiet piekļuves kodu. Mēs Jums nerakstīsim un nezvanīsim, ja vien neierakstījāt, kā to droši darīt.
done-you-decide = Par tālāko lemjat Jūs, ja vien likums neliek kādam paziņot. Varat jautāt, apstāties vai vairs neatbildēt.
done-return-button = Atvērt sarunu ar kodu
done-leave = Beigt un aiziet

# Ko labot

fault-statement-empty = Uzrakstiet dažus vārdus par notikušo. Pietiek ar vienu teikumu.
fault-statement-long = Teksts ir pārāk garš; lieko zīmju skaits: { $n }. Nekas nav pazudis; pārējo var nosūtīt vēlāk sarunā.
fault-short-long = Šī atbilde ir pārāk gara; lieko zīmju skaits: { $n }. Garāku stāstu rakstiet lapā „Jūsu vārdiem”.
fault-formal-not-own = Oficiālu soli var gatavot tikai kopā ar cilvēku, ar kuru tas noticis. Izvēlieties sarunu vai pierakstu sev.
fault-institution-empty = Izvēlieties iestādi vai atbildi „Nezinu vai negribu teikt”.
fault-readers-none = Tā stāstu neviens nevarētu izlasīt. Noņemiet kādu atzīmi vai izdzēsiet zemāk ierakstīto. Ja neuzticaties nevienam no viņiem, zvaniet kādam no lapas beigās minētajiem tālruņiem.
fault-readers-unavailable = Tagad nav neviena, kas to drīkst lasīt. Nekas nav nosūtīts. Pamēģiniet vēlreiz vēlāk vai zvaniet kādam no lapas beigās minētajiem tālruņiem.
fault-files-many = Var pievienot ne vairāk par 10 failiem. Pirmie ir saglabāti, pārējie nav.
fault-files-total = Vienā reizē var nosūtīt līdz 1 GB. No šiem failiem neviens nav pievienots; pievienojiet tos pa vienam.
fault-file-large = Fails „{ $name }” ir lielāks par 1 GB un nav pievienots.
fault-file-broken = Fails „{ $name }” nav saņemts līdz galam un nav pievienots. Pamēģiniet vēlreiz.
fault-file-room = Failiem tagad nav vietas. Jūsu teksts ir drošībā; to var nosūtīt bez failiem un tos pievienot vēlāk.
fault-file-none = Vispirms izvēlieties failu.

# Kamēr jāuzgaida

waiting-title = Vēl mazliet jāuzgaida
waiting-kept = Tagad sūta ļoti daudzi. Jūsu teksts ir saglabāts, un Jūsu vieta rindā paliek: kas sāka agrāk, tiek agrāk.
waiting-again = { $n ->
    [zero] Lapa pati mēģinās vēlreiz pēc { $n } sekundēm. Nekas nav jāspiež.
    [one] Lapa pati mēģinās vēlreiz pēc { $n } sekundes. Nekas nav jāspiež.
   *[other] Lapa pati mēģinās vēlreiz pēc { $n } sekundēm. Nekas nav jāspiež.
}
waiting-now = Mēģināt tūlīt
waiting-change = Atpakaļ, vēl nesūtīt

# Kods pirms nosūtīšanas un ieraksts tikai sev

aside-code = Parādīt piekļuves kodu jau tagad
aside-keep = Saglabāt tikai sev un parādīt kodu
code-early = Šis kods sāks darboties, kad rakstītais būs nosūtīts vai saglabāts. Līdz tam tas neko neatver.
code-go-on = Turpināt rakstīt
type-back-title = Pārbaudīt, vai kods pierakstīts pareizi
type-back-label = Ierakstiet kodu no sava pieraksta
type-back-button = Salīdzināt
type-back-fits = Sakrīt. Kods ir pierakstīts pareizi.
type-back-other = Nesakrīt. Salīdziniet savu pierakstu ar kodu šajā lapā.
check-code = Pēc nosūtīšanas sarunu atver tikai piekļuves kods. To var pierakstīt jau tagad.
check-keep = Saglabāt tikai sev
check-keep-note = To varēsiet atvērt tikai Jūs ar savu kodu. Bez apmeklējuma ierakstu glabāsim līdz { $day }; katrs apmeklējums šo laiku pagarina.
check-rather-send = Tomēr gribu to nosūtīt padomniekam
kept-done = Saglabāts tikai Jums. Nevienam nekas nav nosūtīts.
kept-only = Tikai šis kods atver Jūsu ierakstu. Ja kods pazūd, ierakstu vairs neatver neviens, arī mēs ne.
kept-until = Ierakstu glabāsim līdz { $day }.
kept-leave = Kods ir pierakstīts, iziet
