# Planning and releasing statistics: for advisers.
publishing-title = Statistika
publishing-what = Šeit divi dažādu iestāžu padomnieki kopā publicē to, ko drīkst redzēt vadība un sabiedrība. Vispirms gada plāns nosaka, kas tiek skaitīts; pēc tam katrs ceturksnis un beigās viss gads tiek publicēts vienu reizi.
publishing-never = Pirms publicēšanas nevienu skaitli neredz neviens, arī Jūs ne. Publicētajos skaitļos ir nejauša izmaiņa; tos nevar ne izlozēt vēlreiz, ne atsaukt.
publishing-not-enough = Lai plānotu un publicētu statistiku, vajadzīgi apstiprināti padomnieki vismaz no divām iestādēm.
publishing-passphrase-hint = Vajadzīga katrai pogai šajā lapā.
publishing-next = { $year }. gada plāns
publishing-next-what = Plānā nonāk tabulas un to ε no konfigurācijas tādas, kādas tās ir tagad. Kad plānu ir parakstījis citas iestādes kolēģis, tas ir spēkā visu gadu un turpmāk kodēto var skaitīt.
publishing-prepare = Izveidot { $year }. gada plānu
publishing-anew = { $year }. gada plāns no jauna
publishing-anew-what = Vajadzīgs tikai tad, ja pēc augstāk redzamā plāna izveidošanas ir mainījušās tabulas, to ε vai kolēģi. Jaunais plāns stājas iepriekšējā vietā un atkal gaida parakstu.
publishing-prepare-anew = Izveidot jaunu { $year }. gada plānu
publishing-planned-by = Plānu izveidoja { $name }. Pagaidām nekas netiek skaitīts.
publishing-waits-second = Plāns gaida citas iestādes padomnieka parakstu.
publishing-confirm = Apskatīt tabulas un parakstīt šo plānu
publishing-signed-by = Izveidoja { $name }.
publishing-signed-too = Parakstīja { $name }.
publishing-no-share = Jūsu kontam nav šī gada atslēgas daļas: konts tika apstiprināts pēc plāna izveidošanas. Publicēt var kolēģi, kuri tobrīd jau bija apstiprināti.
publishing-menu = Kas tiek skaitīts
publishing-expected = { $n ->
    [zero] Gadā gaidāmi { $n } stāstījumi.
    [one] Gadā gaidāms { $n } stāstījums.
   *[other] Gadā gaidāmi { $n } stāstījumi.
}
publishing-table = Tabula
publishing-cells = Rindas
publishing-stage-running = vēl nav beidzies.
publishing-stage-closed = paliek slēgts: tas ir vai varētu būt jau publicēts, bet šajā datubāzē publicētā nav, jo datubāze ir atjaunota no vecākas kopijas vai mainīta. Sistēmas uzturētājs var ievietot publicētos datus atpakaļ.
publishing-stage-quarters = ir kārtā pēc visiem četriem ceturkšņiem.
publishing-stage-ready = var tikt publicēts. Viens padomnieks apstiprina, cits, no citas iestādes, publicē.
publishing-stage-approved = ir apstiprināts ({ $name }). Jūs varat to publicēt.
publishing-stage-waits = ir apstiprināts ({ $name }) un gaida citas iestādes padomnieku.
publishing-stage-released = ir publicēts.
publishing-approve = Apstiprināt: { $period }
publishing-release = Publicēt tagad: { $period }
publishing-release-note = Atpakaļceļa nav: izlozētais tiek publicēts tāds, kāds tas ir, un neviens to nevar izlozēt vēlreiz.
publishing-take-back = Atsaukt savu apstiprinājumu: { $period }
publishing-said-prepared = Plāns ir izveidots. Tas gaida citas iestādes padomnieka parakstu.
publishing-said-confirmed = Plāns ir parakstīts. Turpmāk kodēto var skaitīt.
publishing-said-approved = Apstiprināts. Tagad to var publicēt citas iestādes padomnieks.
publishing-said-taken-back = Jūsu apstiprinājums ir atsaukts.
publishing-said-released = Publicēts. Vadība to tagad redz.
publishing-changed = Pa šo laiku kaut kas ir mainījies, un nekas netika izdarīts. Lapā redzams pašreizējais stāvoklis.
publishing-altered = Datubāzes saraksts ar jau saskaitīto neatbilst žurnālam, tāpēc nekas netika publicēts. Sistēmas uzturētājam jāpārbauda datubāze.
publishing-not-another = Šeit vajadzīgs cits cilvēks no citas iestādes nekā tā, kas rīkojās pirmā.
publishing-odd-epsilon = Tabulas “{ $table }” ε konfigurācijā nav daļskaitlis, kas lielāks par 0 un nepārsniedz 2.
publishing-odd-changed = Tabulas “{ $table }” ε konfigurācijā atšķiras no agrāko gadu plāniem. Tas nemainās, kamēr sistēma darbojas.
publishing-odd-budget = Visu tabulu ε kopā konfigurācijā pārsniedz 2.
publishing-odd-expected = Gaidāmo stāstījumu skaitam konfigurācijā jābūt no 1 līdz 1 000 000.
event-statistics-planned = Izveidots vai parakstīts gada statistikas plāns
event-statistics-approved = Apstiprināta statistikas publicēšana vai atsaukts apstiprinājums
event-statistics-released = Publicēta statistika
event-release-imported = Publicētie dati ievietoti atpakaļ
