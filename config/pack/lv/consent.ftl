# Ko cilvēks vēlas un kam piekrīt: soļi ārpus sarunas, statistika, saziņa, atriebība.

# Saruna

thread-earlier = Rādīt agrākās ziņas
thread-first = Parasti atbild nākamajā darba dienā; vēlākais līdz { $day }.
thread-late = Apsolītā diena ir pagājusi, bet ziņas vēl nav. Mums žēl, ka jāgaida; tas nav Jūsu dēļ. Ja gribat, atgādiniet: pietiek ar vienu teikumu.
thread-linked = Šis ir atsevišķs stāsts, kas turpina Jūsu agrāko. Agrākajā sarunā tas nav redzams.
thread-meet = Vēlos satikties vai parunāt pa tālruni
thread-meet-hint = Uzrakstiet, kad un kā tas Jums būtu droši: klātienē, pa tālruni vai kopā ar kādu, kam uzticaties. Padomnieks atbildēs šeit.
thread-meet-asked = Lūgums satikties vai parunāt pa tālruni
thread-other = Ja Jums ir cits piekļuves kods, ar to var atvērt citu sarunu.
thread-other-go = Atvērt citu sarunu ar kodu
said-agreed = Saglabāts: Jūs piekritāt. To var atsaukt sadaļā par soļiem, par kuriem Jums jau jautāja.
thread-more = Ko vēl var darīt
thread-opened-title = Kurās dienās padomnieki šo sarunu atvēra
thread-opened-none = Neviens padomnieks to vēl nav atvēris.
thread-opened-note = Šajās dienās sarunu atvēra kāds no padomniekiem; jaunākā diena ir augšā.

# Lūgums piekrist solim

ask-title = Padomnieks jautā, vai Jūs piekrītat
ask-note = Izlemjat tikai Jūs. Kamēr neatbildat „jā”, šo soli nesper. Ja atbildat „nē”, padomnieks Jums palīdz tāpat kā līdz šim.
ask-past = Soļi, par kuriem Jums jau jautāja
ask-to = Kam
ask-what = Ko darīs
ask-learns = Kas to uzzinās
ask-guess = Ko viņi varētu nojaust
ask-until = Jūsu „jā” ir spēkā līdz
ask-yes = Jā, piekrītu
ask-no = Nē, nepiekrītu
ask-take-back = Atsaukt savu „jā”
ask-word-open = Jūsu atbildes vēl nav, un nekas netiek darīts.
ask-word-yes = { $day } Jūs piekritāt.
ask-word-no = { $day } Jūs atbildējāt „nē”.
ask-word-taken-back = { $day } Jūs savu „jā” atsaucāt. Tas, kas līdz tai dienai jau izdarīts, paliek.
ask-word-over = Termiņš ir beidzies. Bez jaunas piekrišanas šo soli vairs nesper.

step-health = Ārsta palīdzība
step-psychosocial = Psihologa palīdzība
step-legal = Jurista palīdzība
step-shelter = Droša vieta, kur palikt
step-security = Policijas vai apsardzes aizsardzība
step-workplace = Pārmaiņas darbā vai dienestā
step-discipline = Dienesta pārbaude
step-criminal = Iesniegums policijai
step-other = Cits solis

# Ko Jūs vēlaties

wish-title = Ko Jūs vēlaties
wish-line = { $day }: { $what }
wish-count = stāstu var ieskaitīt statistikā
wish-no-count = stāsts statistikā netiek iekļauts
wish-path-confidential = parunāt ar padomnieku
wish-path-formal = kopā sagatavot oficiālu soli
choices-title = Ko Jūs vēlaties
choices-lead = Šo izvēli maināt tikai Jūs, un to var darīt jebkurā laikā. Padomnieks to redzēs.
choices-go = Mainīt izvēli
aside-save = Saglabāt
aside-back = Atpakaļ pie sarunas
said-wish = Saglabāts. Padomnieks to redzēs.

# Saziņa

reach-unstored = Šeit uzrakstītais vēl nav saglabāts. Saglabājiet to vai atgriezieties, nesaglabājot.
reach-drop = Atpakaļ, nesaglabājot
reach-there = Padomniekam ir ierakstīts, kā ar Jums droši sazināties.
reach-none = Nav ierakstīts, kā ar Jums sazināties, un tas arī nav vajadzīgs: atbilde gaidīs šeit.
reach-go = Kā ar Jums sazināties
reach-erase = Izdzēst
reach-erase-note = Izdzēstais pazūd uzreiz. Kas to jau ir izlasījis, to zina, un vecākās rezerves kopijās tas paliek aizzīmogots, līdz beidzas to glabāšanas laiks.
said-reach = Saglabāts. Padomnieks to redzēs.
said-erased = Izdzēsts.
fault-contact-long = Šī atbilde ir pārāk gara; lieko zīmju skaits: { $n }. Saglabāts nekas nav.

# Atriebība

paid-offer = Ja kāds Jums atriebjas par to, ka pastāstījāt, vai draud to darīt, par to ir vērts pateikt.
paid-go = Ja Jums atriebjas
paid-title = Ja Jums atriebjas
paid-lead = Sliktāki uzdevumi, izsmiešana, pēkšņas pārbaudes, draudi vai tas, ka ar Jums vairs nerunā: tā mēdz notikt, un tā nav Jūsu vaina.
paid-note = Pierakstiet dienu, vārdus un to, kurš bija klāt. Glabājiet pierakstu vietā, kur to neatrod citi.
paid-tell = Pastāstiet padomniekam šajā sarunā vai atsevišķi, kā aprakstīts zemāk.
paid-danger = Ja briesmas ir tagad, zvaniet 112.
paid-days-title = Kad padomniekam par to atgādinās
paid-days = Atriebība mēdz sākties vēlāk. Tāpēc šajās dienās padomniekam šo sarunu parādīs no jauna, lai pajautātu, kā Jums klājas. Rakstīt var arī agrāk.
paid-own-title = Pastāstīt atsevišķi
paid-own = Par atriebību var rakstīt atsevišķu stāstu, piemēram, ja to nedrīkst lasīt tas pats padomnieks. Tad pirms nosūtīšanas viņu atzīmējiet. Jaunajam stāstam būs savs piekļuves kods. Kas to lasīs, redzēs, ka pirms tam bija cits stāsts; šajā sarunā par jauno nekas neparādīsies.
paid-another = Šajā pārlūkā jau ir iesākts cits, vēl nenosūtīts stāsts. Vispirms nosūtiet vai saglabājiet to.
paid-another-go = Atvērt iesākto
paid-begin = Sākt atsevišķu stāstu
words-linked = Šis stāsts turpina Jūsu agrāko. Kam agrāk liedzāt lasīt, tas paliek atzīmēts; pirms nosūtīšanas to varēs mainīt. Šim stāstam būs savs piekļuves kods, un arī agrākais kods paliek derīgs.
check-linked = Turpina agrāko stāstu

# Padomnieka galds

case-contact = Kā ar cilvēku sazināties
case-contact-show = Rādīt
case-check-ins = Dienas, kad pajautāt, kā klājas
case-check-ins-note = Šajās dienās gadījums uzrādās no jauna. Pajautājiet, vai par stāstīšanu kāds neatriebjas.
case-linked = Atsevišķs stāsts par atriebību: tas turpina agrāku stāstu.
case-linked-open = Atvērt agrāko
case-linked-closed = Agrāko Jūs nevarat atvērt. Nemēģiniet uzminēt, kurš tas ir.
case-meet = Lūdz satikties vai parunāt pa tālruni
case-asks = Soļi ārpus sarunas
case-asks-none = Neviens solis nav ierosināts.
case-ask-text = Ko cilvēks par to redz
case-ask-until = „Jā” ir spēkā līdz
case-ask-by = Ierosināja
case-ask-go = Lūgt piekrišanu solim
desk-ask-open = Atbildes nav. Klusēšana nav piekrišana: nedariet neko.
desk-ask-yes = { $day } atbilde bija „jā”.
desk-ask-no = { $day } atbilde bija „nē”. Nedariet to.
desk-ask-taken-back = { $day } „jā” atsaukts. Pārtrauciet, ko vēl var pārtraukt.
desk-ask-over = Termiņš beidzies. Ja solis vēl vajadzīgs, lūdziet piekrišanu no jauna.
propose-title = Lūgt piekrišanu
propose-heading = Lūgt piekrišanu solim, gadījums { $short }
propose-lead = Cilvēks sarunā redzēs visu, ko šeit ierakstīsiet, un varēs atbildēt „jā” vai „nē”. Viens lūgums ir par vienu soli un vienu adresātu. Kamēr atbilde nav „jā”, neko nedariet. Ar pirmo lūgumu vienlaikus tiek apstiprināts, ka stāstījums ir saņemts.
propose-unsent = Jūsu atbilde vēl nav nosūtīta. To varēs nosūtīt pēc tam: tā paliek savā laukā.
propose-kind = Kāds solis
propose-choose = Izvēlieties
propose-label-to = Kam
propose-hint-to = Viens pakalpojums vai iestāde, nosaukta pilnībā.
propose-label-what = Ko darīs
propose-hint-what = Ko tieši un kurā dienā Jūs darīsiet un ko nodosiet tālāk.
propose-label-learns = Kas to uzzinās
propose-hint-learns = Visi, kuru rokās tas nonāks, arī ja tikai nejauši.
propose-label-guess = Ko viņi varētu nojaust
propose-hint-guess = Arī tas, vai pēc šī soļa kāds varētu saprast, kas ir rakstījis.
propose-until = „Jā” ir spēkā līdz
propose-until-hint = Ne ilgāk par pusgadu. Piekrišanu var atsaukt jebkurā brīdī.
propose-send = Nosūtīt lūgumu
propose-back = Atpakaļ, nesūtīt
propose-error-empty = Aizpildiet šo lauku: bez tā cilvēks nevar izlemt.
propose-error-long = Šī atbilde ir pārāk gara.
propose-error-until = Izvēlieties dienu no šodienas līdz pusgadam uz priekšu.
wish-line-holds = { $day }: { $what } (tagad spēkā)
