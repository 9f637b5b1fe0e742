# Kas tiek publicēts par visiem stāstījumiem kopā: gada pārskats, metode, publikāciju reģistrs, datnes.

statistics-title = Statistika
statistics-seen = Skatīt to, ko redz vadība
statistics-report-title = Statistika: { $year }. gads
statistics-newest = Jaunākā publikācija: { $period }, izlozes diena – { $day }
statistics-drawn = { $period }: izlozes diena – { $day }
statistics-sample = Šie skaitļi ir izdomāti paraugam un neko nepasaka par īstiem cilvēkiem vai iestādēm.
statistics-lead = Vairāk stāstījumu parasti nozīmē vairāk uzticēšanās, bet var nozīmēt arī vairāk vardarbības; pēc šiem skaitļiem vienu no otra atšķirt nevar. Te skaitīti stāstījumi, nevis notikumi, un tikai to cilvēku stāstījumi, kuri tam piekrituši.

# Pirms pirmās publikācijas

statistics-none = Vēl nekas nav publicēts.
statistics-none-meaning = Tas nenozīmē ne to, ka gadījumu nav, ne to, ka tādi ir. No šīs lapas neko nevar secināt.
statistics-come-title = Kas šeit būs
statistics-come-tables = Tabulas par to, ar kuru iestādi stāstījumi saistīti, kas noticis, kas to darījis, kāds ir cietušo dzimums, cik drīz par notikušo pastāstīts un kā gadījumi beigušies.
statistics-come-rounded = Skaitļi, no kuriem katram pieskaitīts vai no tā atņemts nejauši izlozēts skaitlis, lai tajos nevienu nevarētu droši pazīt; intervāls pie katra rādīs, cik liels tas mēdz būt.
statistics-come-consent = Tikai tie stāstījumi, kuru autori piekrituši, ka tos iekļauj statistikā.
statistics-come-release = Katra publikācija par laiku, kas jau beidzies, ar divu dažādu iestāžu cilvēku apstiprinājumu.
statistics-never-title = Kā šeit nebūs nekad
statistics-never = Ne atsevišķa gadījuma, ne precīza maza skaitļa, ne vārda. Lūdzu, neprasiet tos arī padomniekiem: viņi nedrīkst teikt pat to, vai kāds gadījums ir.

# Gada pārskats

statistics-years = Gadi
statistics-year = { $year }. gads
statistics-quarter = { $year }. gada { $quarter }. ceturksnis
statistics-three-years = { $first }.–{ $last }. gads kopā
statistics-caption = { $table }: { $period }
statistics-caption-institution = { $table }: { $period } (iestādes pēc tās sarindot nevar)
statistics-about = ap { $n }
statistics-interval = { $low }–{ $high }
statistics-decimal = { $whole },{ $tenth }
statistics-total = Pavisam
statistics-total-of-draws = Kopskaits ir visu izlozēto skaitļu summa, arī to, kas mazāki par nulli.
statistics-col-cell = Skaitīts kā
statistics-unit-reports = Stāstījumi
statistics-unit-cases = Gadījumi
statistics-col-interval = 95 % intervāls
statistics-part = Šis gads vēl nav publicēts pilnībā. Ceturkšņus publicē citu pēc cita, pārējās tabulas – kad gads ir beidzies.
statistics-how-about = Pirms kāds šos skaitļus ieraudzīja, katram no tiem pieskaitīts vai no tā atņemts nejauši izlozēts skaitlis; cik liels tas mēdz būt, rāda intervāls blakus. Tāpēc te teikts „ap”. Ja intervāls sākas ar nulli, redzams tikai intervāls: tas nenozīmē ne to, ka neviens neko nav stāstījis, ne to, ka kāds ir stāstījis.
statistics-how-interval = Intervāls ir izlozētā skaitļa 95 % intervāls: 95 izlozēs no 100 precīzais skaitlis ir tā robežās. Zemāk par 0 tas nesniedzas, un par tiem, kuri nekad nav stāstījuši, tas neko nepasaka.
statistics-how-totals = Dažādu tabulu kopskaiti atšķiras, jo katrā tabulā ir savas nejaušās izmaiņas.
statistics-how-differences = Skaitļus – gan vienā tabulā, gan dažādos gados – salīdziniet tikai pēc intervāliem. Ja divi intervāli pārklājas, atšķirība var būt tikai izlozes dēļ; ja nepārklājas, atšķiras saskaitīto stāstījumu skaits, bet tas vēl neko nepasaka par vardarbību. No divdesmit intervāliem aptuveni viens netrāpa, un precīzais skaitlis ir ārpus tā. Procentus no šiem skaitļiem, lūdzu, nerēķiniet: tiem nav intervāla.
statistics-quarters = Gada summa te būs, kad būs publicēti visi četri ceturkšņi. Līdz tam katrs ceturksnis redzams atsevišķi.
statistics-threes = Viena gada nejaušās izmaiņas šai tabulai ir par lielām, salīdzinot ar gaidīto stāstījumu skaitu. Tāpēc te redzama tikai trīs gadu summa; datnēs ir katra izloze.
statistics-later = Viena gada nejaušās izmaiņas šai tabulai ir par lielām, salīdzinot ar gaidīto stāstījumu skaitu. Tā parādīsies kā trīs gadu summa, kad būs publicēti trīs gadi pēc kārtas ar vienādām rindām.
statistics-chart-desc = Viens stabiņš katrai tabulas rindai, tādā pašā secībā. Tievā līnija pār stabiņu ir izlozētā skaitļa 95 % intervāls.
statistics-chart-legend = Stabiņš: skaitlis. Tievā līnija: tā 95 % intervāls. Ja intervāls sākas ar 0, stabiņa nav.

statistics-table-institution = Iestāde
statistics-table-act = Kas noticis
statistics-table-relation = Kas to darījis
statistics-table-sex = Cietušā cilvēka dzimums
statistics-table-delay = No notikuma līdz stāstījumam
statistics-table-retaliation = Atriebība par agrāku stāstījumu
statistics-table-outcome = Kā gadījumi beigušies
statistics-table-acknowledged = Pirmā atbilde laikus
statistics-table-feedback = Laikus pastāstīts, kas darīts
statistics-note-institution = Iestāde, ar kuru stāstījums saistīts, kā to norādījis autors. Izlozē katru ceturksni; gads ir izlozēto ceturkšņu summa. Pēc šīs tabulas iestādes sarindot nevar: stāstījumu skaits atkarīgs no tā, cik cilvēku tur dien un cik ļoti viņi uzticas. Tāpēc te nav stabiņu. Lūdzu, nemeklējiet un nemēģiniet uzminēt, kurš stāstījis.
statistics-note-act = Notikušā veids pēc starptautiskās klasifikācijas GBVIMS. Ja atbilst vairāki, skaitās pirmais.
statistics-note-relation = Kas cietušajam cilvēkam bija darītājs. Ja darītāji bijuši dažādi, tiem ir sava rinda.
statistics-note-sex = Sievietes un vīrieši katru gadu skaitīti atsevišķi.
statistics-note-delay = Cik laika pagājis no notikuma, līdz par to pastāstīts. Pati diena netiek glabāta.
statistics-note-retaliation = Vai tas ir stāstījums par atriebību, ko izraisījis agrāks stāstījums.
statistics-note-outcome = Gadījumi, kas noslēgti šajā gadā, lai kad par tiem pastāstīts.
statistics-note-acknowledged = Vai pirmā atbilde sniegta solītajā laikā.
statistics-note-feedback = Vai autors solītajā laikā uzzinājis, kas darīts.
statistics-cell-unknown = Nav zināms vai nav teikts
statistics-retaliation-yes = Stāstījums par atriebību
statistics-retaliation-no = Nav stāstījums par atriebību
statistics-kept-in-time = Laikus
statistics-kept-late = Novēloti

statistics-trends = Pa gadiem
statistics-trends-how = Zem katra skaitļa ir tā 95 % intervāls; ja tas sākas ar 0, redzams tikai intervāls. Mazajā attēlā punkts ir gada skaitlis, bet līnija caur to – intervāls; kur intervāls sākas ar 0, punkta nav. Attēls sākas ar 0, un visām tabulas rindām, izņemot pēdējo, ir viens mērogs. Ja divu gadu intervāli pārklājas, atšķirība var būt tikai izlozes dēļ; no divdesmit intervāliem aptuveni viens netrāpa.
statistics-trend-point = { $year }. gadā { $said }
statistics-col-trend = Attēls

statistics-files = Datnes
statistics-files-how = Skaitļi tādi, kādi tie izlozēti (sleja „drawn”), daži mazāki par nulli, ar kopskaitiem un intervāliem; gada datnē ir arī ceturkšņu summa. Šīs datnes nav parakstītas; parakstīto publikāciju izsniedz un pārbauda sistēmas uzturētājs. Ja skaitļus rāda citur, jārāda arī intervāli.
statistics-csv = CSV, { $period }
statistics-json = JSON, { $period }
statistics-all-csv = CSV, viss publicētais

# Puse lapas citēšanai

statistics-year-from = { $year }. gads, skaitīts no { $day }
statistics-quote-title = Puse lapas citēšanai
statistics-quote-how = Šos teikumus var pārņemt tādus, kādi tie ir: katram skaitlim līdzi ir tā 95 % intervāls. Ja daļu izlaižat, lūdzu, atstājiet intervālus un pēdējo rindkopu.
statistics-quote-sum = Stāstījumi par dzimumā balstītu vardarbību, kuros cilvēki stāsta par notikušo ar sevi, { $year }: { $about } (95 % intervāls { $interval }; iekavās arī turpmāk).
statistics-quote-end = Katram skaitlim pieskaitīts vai no tā atņemts nejauši izlozēts skaitlis, lai tajos nevienu nevarētu droši pazīt. Ja divi intervāli pārklājas, atšķirība var būt tikai izlozes dēļ; intervāls, kas sākas ar nulli, nenozīmē ne to, ka neviens neko nav stāstījis, ne to, ka kāds ir stāstījis; iestādes pēc šiem skaitļiem sarindot nevar. Avots: Balss, { $drawn }.

# Metode

statistics-method-title = Kā šie skaitļi rodas
statistics-method-link = Kā šie skaitļi rodas
statistics-back = Uz skaitļiem
statistics-guarantee = Pēc šiem skaitļiem neviens nevar droši zināt, vai kāds stāstījums ir starp saskaitītajiem un kas tajā teikts. Skaitļos: neviena publikācija, ne arī visas kopā, nevienam nemaina izredzes, ka kāds stāstījums ir starp saskaitītajiem, vairāk nekā { $power } = { $times } reizes; kas zina, ka tas ir saskaitīts, tam izredzes uzminēt, kas tajā teikts, nemainās vairāk nekā { $power-known } = { $times-known } reizes; ja viens cilvēks stāstījis vairākkārt, šie skaitļi jāsareizina.
statistics-short-title = Desmit teikumos
statistics-short-counted = Skaita tikai to, ko cilvēki stāstījuši par notikušo ar sevi un ko padomnieks ir kodējis, tikai tad, ja autors tam piekritis, un ne tad, ja tas jau ir uzskaitīts.
statistics-short-small = Skaitļi ir mazi, un nelielā dienestā precīzs skaitlis var norādīt uz vienu cilvēku.
statistics-short-changed = Tāpēc katram skaitlim pieskaita vai no tā atņem nejauši izlozētu skaitli, kura lielumu rāda intervāls blakus, un precīzo skaitli nerāda nevienam: ne ministram, ne padomniekiem, kuri skaitļus publicē.
statistics-short-once = Nejaušo izmaiņu izlozē vienu reizi, skaitļus kopā publicē divi dažādu iestāžu padomnieki, un ierakstus, no kuriem tie iegūti, pēc tam iznīcina.
statistics-short-interval = Pie katra skaitļa ir intervāls, kura robežās 95 izlozēs no 100 ir precīzais skaitlis.
statistics-short-zero = Ja intervāls sākas ar nulli, redzams tikai tas, un tas nenozīmē ne to, ka neviens neko nav stāstījis, ne to, ka kāds ir stāstījis.
statistics-short-differences = Ja divi intervāli pārklājas, atšķirība var būt tikai izlozes dēļ, aptuveni viens intervāls no divdesmit netrāpa, un vairāki gadi pasaka vairāk nekā viens.
statistics-short-trust = Vairāk stāstījumu parasti nozīmē vairāk uzticēšanās, bet var nozīmēt arī vairāk vardarbības, un maz stāstījumu nenozīmē, ka maz kas notiek.
statistics-short-ranking = Pēc šiem skaitļiem iestādes nevar sarindot, jo stāstījumu skaits atkarīgs no tā, cik cilvēku tur dien un cik ļoti viņi uzticas.

statistics-full-title = Pilnībā
statistics-full-unit-title = Ko skaita
statistics-full-unit = Vienība ir kodēts ieraksts: viens stāstījums par notikušo ar pašu autoru, ar piekrišanu iekļaut to statistikā, ko padomnieks kodējis kā dzimumā balstītu vardarbību. Ierakstā ir tikai kodi, ne vārda no stāstījuma.
statistics-full-uncounted-title = Ko neskaita
statistics-full-uncounted = To, ko stāstījuši aculiecinieki vai vadītāji, kuri meklē padomu; stāstījumus bez piekrišanas; tos, ko līdz laika posma beigām neviens nav kodējis; tos, kas nav par dzimumā balstītu vardarbību; tos, kurus pēc padomnieka ziņām jau uzskaita citā stāstījumā šeit vai organizācijā, kuras skaitļus pieskaita šiem; tos, kas atsaukti pirms izlozes; un visu, ko neviens nekad nav pastāstījis. Kad laika posms izlozēts, vēlāka atsaukšana tajā vairs neko nemaina.
statistics-full-neighbours-title = Kaimiņi
statistics-full-neighbours = Divas ierakstu kopas ir kaimiņi, ja vienā ir tieši par vienu ierakstu vairāk nekā otrā. Aizsargāts ir viens stāstījums, nevis viens cilvēks: ja cilvēks stāstījis vairākkārt, reizinātāji jāsareizina. Ieraksts, kas nonāk citā rindā, nav viens šāds solis, bet divi: vienā rindā tā vairs nav, otrā tas ir klāt.
statistics-full-sensitivity-title = Jutīgums
statistics-full-sensitivity = Katras tabulas rindas ir saraksts, ko divi padomnieki apstiprinājuši, pirms gada laikā aizzīmogots pirmais ieraksts. Ieraksts katrā tabulā nonāk ne vairāk kā vienā rindā un tikai vienu reizi, arī tad, ja piekrišanu atsauc un dod no jauna vai gadījumu atsāk. Tātad viens ieraksts vairāk vai mazāk maina vienu skaitu par vienu: tabulas jutīgums ir 1.
statistics-full-noise-title = Nejaušā izmaiņa
statistics-full-noise = Katrai rindai, arī tukšai, ir sava izloze no diskrētā Laplasa sadalījuma: iznākuma x varbūtība ir proporcionāla exp(−ε·|x|). Izlozē precīzi, ar veseliem skaitļiem un bez peldošā komata (Canonne, Kamath, Steinke, 2020), no operētājsistēmas nejaušības avota.
statistics-full-budget-title = Privātuma budžets
statistics-full-budget = Tabulas ε ir precīza daļa, un tā nemainās, kamēr vien šī sistēma darbojas. Tā kā ieraksts katrā tabulā nonāk vienu reizi, visas publikācijas kopā tam iztērē ne vairāk kā visu tabulu ε summu (secīgā kompozīcija), lai cik gadu paietu. Summa nedrīkst pārsniegt 2; citādu plānu programma noraida. Ko šī summa nozīmē izredzēm, teikts zem nākamās tabulas.
statistics-full-once-title = Izlozē vienu reizi
statistics-full-once = Izloze, paraksts un glabāšana ir viens solis: vai nu viss, vai nekas. Katra lapa un datne ir aprēķināta no glabātās izlozes. Laika posmu, par kura publikāciju zina datubāze, tās žurnāls vai stāvoklis, kas glabājas datubāzei blakus, no jauna neizlozē nekad, un citu tā izlozi nerāda nekad. Ja datubāze ir atjaunota no vecākas kopijas – to ieraksta žurnālā, citādi to parāda šis stāvoklis –, tobrīd jau beigušies laika posmi paliek slēgti, līdz kāds padomnieks ievieto publicētās datnes atpakaļ un ar to apliecina, ka citu nav bijis. Laika posmu, kura datne tad izlaista un par kuru nezina vairs ne datubāze, ne žurnāls, ne šis stāvoklis, var izlozēt otrreiz, un tas saviem ierakstiem savu ε iztērētu vēlreiz. Kopā jārīkojas diviem dažādu iestāžu padomniekiem, jo nevienai iestādei vienai nav visas laika posma ierakstu atslēgas, pirms publicēšanu apstiprinājusi otra.
statistics-full-interval-title = Intervāli
statistics-full-interval = Intervāls ir izlozētais skaitlis ± m, kur m ir mazākais veselais skaitlis, kuru nejaušā izmaiņa nepārsniedz ar vismaz 95 % varbūtību. Apakšējās robežas zem nulles lapās un datņu slejā „low_95” redzamas kā 0; ja intervāls sākas ar 0, skaitļa vietā redzams tikai intervāls, un datņu sleja „about” ir tukša; neviena augšējā robeža nav mazāka par m, jo intervāls no 0 līdz 0 izskatītos kā precīzs skaitlis. Pašas izlozes ir datņu slejā „drawn”. Summām m ir neatkarīgu izložu summas m. Katrs intervāls domāts pats par sevi: no divdesmit aptuveni viens netrāpa.
statistics-full-totals-title = Kopskaiti
statistics-full-totals = Tabulas kopskaits ir tās izložu summa, arī to, kas mazākas par nulli, un tā intervāls ir šīs summas intervāls. Nekas nav pielāgots, lai rindu summa vai dažādas tabulas sakristu. Arī saturs tām atšķiras: iznākums un termiņi skaitīti tajā gadā, kurā tie kļuvuši zināmi.
statistics-full-threes-title = Trīs gadu summas
statistics-full-threes = Ja tabulas gada kopskaita intervāls sniedzas tālāk par pusi no gadā gaidītajiem stāstījumiem, tabulu rāda tikai kā triju secīgu gadu summu; datnēs ir katra izloze. Kuras tabulas tās ir, nosaka plāns, tātad neviens stāstījums to neietekmē.
statistics-full-periods-title = Laika posmi
statistics-full-periods = Iestāžu tabulu izlozē par katru ceturksni, pārējās – par gadu. Ieraksts tabulā nonāk tajā laika posmā, kurā tas pirmoreiz aizzīmogots statistikai. Gada skaitlis ir ceturkšņu summa, un tas redzams tikai tad, kad publicēti visi četri.
statistics-full-limits-title = No kā tas nepasargā
statistics-full-limits = Solījums ir par to, ko publikācijas pieliek klāt jau zināmajam. Tas neslēpj to, ko cilvēks pats stāsta citiem, un to, ko padomnieks uzzina no gadījuma. Kam jau ir stipras aizdomas vai kas zina, ka stāstījums ir saskaitīts, tas savā minējumā var nostiprināties tik, cik pieļauj te nosauktie skaitļi. Solījums ir spēkā, kamēr operētājsistēmas nejaušības avots ir labs un neviens padomnieks, kam ir datubāzes kopija, ierakstus neatver ārpus publicēšanas, kad to apstiprinājusi vai tajā iesaistās cita iestāde.
statistics-full-menu-title = Tabulas un to privātuma budžets
statistics-full-bounds = Ja nav zināms, vai ieraksts ir saskaitīts: lai ko kāds zinātu par visiem pārējiem ierakstiem, publikācijas izredzes, ka tas ir starp saskaitītajiem, maina ne vairāk kā { $power } = { $times } reizes; kāpinātājs ir visu ε summa. Ja tas ir zināms: citā rindā ieraksts maina divus tabulas skaitus, tāpēc tabula izredzes starp divām savām rindām maina ne vairāk kā e^(2ε) reizes (sleja „Starp rindām”), bet visas tabulas kopā izredzes starp jebkādiem diviem ieraksta saturiem maina ne vairāk kā { $power-known } = { $times-known } reizes. Ja viens cilvēks stāstījis vairākkārt, šie skaitļi jāsareizina.
statistics-full-menu = Kā noteikts { $year }. gada plānā.
statistics-full-configured = Vēl nekas nav publicēts; te redzams tas, kas iestatīts.
statistics-full-expected = Gadā gaidītais stāstījumu skaits: { $n }.
statistics-menu-caption = Cik katra tabula iztērē vienam ierakstam, cik tālu no precīzā skaitļa tās skaitļi sniedzas 95 izlozēs no 100 un cik reižu lielākais tā maina izredzes starp divām rindām, ja ir zināms, ka ieraksts ir saskaitīts
statistics-col-table = Tabula
statistics-col-cells = Rindas
statistics-col-within = Gada rinda
statistics-col-within-total = Gada kopskaits
statistics-col-factor = Starp rindām
statistics-col-shown = Rāda
statistics-shown-year = pa gadiem
statistics-shown-threes = kā trīs gadu summu
statistics-sum = Visas tabulas

statistics-ledger = Publikāciju reģistrs
statistics-ledger-how = Visas publikācijas izlozes secībā. Pēdējā slejā redzams, cik lielākais visas līdzšinējās publikācijas kopā iztērējušas vienam ierakstam. Tās pašas tabulas nākamā publikācija ierakstam, kas tajā jau bijis, neko vairs netērē.
statistics-ledger-caption = Publikācijas un ko tās iztērē vienam ierakstam
statistics-col-period = Laika posms
statistics-col-drawn = Izlozes diena
statistics-col-tables = Tabulas pēc to ε
statistics-col-spent = Tās ε
statistics-col-so-far = ε līdz šim

# Ko prasa citi

statistics-mapping = Ko prasa plāni un konvencijas
statistics-mapping-how = Ja kāda tabula atbild uz prasīto, tā ir nosaukta. Tabulas citu ar citu nekrusto: rindas kļūtu tik mazas, ka tajās paliktu tikai nejaušā izmaiņa. Pantu numurus jurists nav pārbaudījis; pirms uz tiem paļauties, jāpārbauda, kas šajā valstī ir spēkā.
statistics-col-asked = Prasīts
statistics-col-here = Šeit
statistics-no-counterpart = Šādu datu te nav.
statistics-all-tables = Visas tabulas.
statistics-asks-plan = Nacionālais rīcības plāns „Sievietes, miers un drošība” 2020.–2025. gadam (termiņš beidzies)
statistics-asks-istanbul = Stambulas konvencijas 11. pants
statistics-asks-eige = Eiropas Dzimumu līdztiesības institūts (EIGE): administratīvie dati
statistics-asks-directive = Direktīvas (ES) 2024/1385 44. pants
statistics-asked-plan-awareness = 1. uzdevums: izpratne par dzimumu līdztiesību un dzimumā balstītas vardarbības izskaušanu
statistics-here-plan-awareness = Stāstījumu skaits rāda drīzāk uzticēšanos nekā zināšanas; izpratni ar to izmērīt nevar.
statistics-asked-plan-training = 2. uzdevums: nozares apmācība un dzimumu līdztiesības padomnieka amats
statistics-here-plan-training = Tās rāda, vai padomnieki atbildējuši laikus, nevis cik cilvēku apmācīts.
statistics-asked-plan-transfer = 3. uzdevums: Latvijas pieredzes nodošana
statistics-here-plan-transfer = Metodi un programmu var nodot citiem, bet neviens skaitlis to neskaita.
statistics-asked-istanbul-data = 1. punkta a) apakšpunkts: dati par visu veidu vardarbības gadījumiem, dalīti pa pazīmēm, regulāri
statistics-here-istanbul-data = Tikai par to, kas pastāstīts šeit, pa gadiem.
statistics-asked-istanbul-causes = 1. punkta b) apakšpunkts: pētījumi par cēloņiem, izplatību un notiesāšanu
statistics-here-istanbul-causes = Par notiesāšanu šeit nekas nav zināms.
statistics-asked-istanbul-surveys = 2. punkts: iedzīvotāju aptaujas
statistics-here-istanbul-surveys = Stāstījumi nav aptauja, un izplatību no tiem secināt nevar.
statistics-asked-istanbul-public = 4. punkts: sabiedrībai pieejami dati
statistics-here-istanbul-public = Ja statistikas lapa ir atvērta visiem.
statistics-asked-eige-person = Cietušā cilvēka dzimums
statistics-here-eige-person = Pa gadiem.
statistics-asked-eige-relation = Cietušā un darītāja attiecības
statistics-here-eige-relation = Partnerim vai bijušajam partnerim ir sava rinda.
statistics-asked-eige-form = Vardarbības veids
statistics-here-eige-form = Pēc GBVIMS veidiem, nevis pēc krimināltiesību pantiem.
statistics-asked-eige-age = Iesaistīto vecums un darītāja dzimums
statistics-here-eige-age = Tādas tabulas nav.
statistics-asked-eige-crossed = Dzimums, attiecības un veids kopā, piemēram, sievietes, pret kurām vardarbīgs bijis partneris
statistics-here-eige-crossed = Tabulas nekrusto.
statistics-asked-directive-sex = Cietušie pēc dzimuma
statistics-here-directive-sex = Cilvēki, kuri pastāstījuši par notikušo ar sevi.
statistics-asked-directive-age = Pēc vecuma grupas
statistics-here-directive-age = Tādas tabulas nav.
statistics-asked-directive-relation = Pēc cietušā un vainīgā attiecībām
statistics-here-directive-relation = Kā pastāstīts; vainīgu ar to neviens nav atzīts.
statistics-asked-directive-offence = Pēc nodarījuma veida
statistics-here-directive-offence = Pēc GBVIMS veidiem, kas apraksta rīcību un nav juridisks vērtējums.
statistics-asked-directive-services = Patversmes, palīdzības tālruņi, notiesātie, nogalinātie
statistics-here-directive-services = Šie dati ir citām iestādēm.
