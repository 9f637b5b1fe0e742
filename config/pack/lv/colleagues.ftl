# Kolēģi: kas kuru apliecina, un saraksts, ko administrators nes pie saknes atslēgas.

colleagues-title = Kolēģi
colleagues-lead = Stāstījumus aizzīmogo (šifrē) tikai tiem padomniekiem, kuru atslēgu apliecinājuši citi. Apliecina divi dažādu iestāžu padomnieki vai saknes atslēgas daļu glabātāji. Administrators to nevar.
colleagues-broken = Parakstītais saraksts ir bojāts, tāpēc neko parakstīt nevar. Jaunus stāstījumus pagaidām saņem tikai padomnieki, kas lasa arī citu iestāžu stāstījumus. Pasakiet to administratoram un auditoram.
colleagues-waiting = Gaida apliecinājumu
colleagues-waiting-none = Pašlaik neviens negaida.
colleagues-change = Mainās atslēga vai dati
colleagues-standing = Apliecinātie padomnieki
colleagues-name = Vārds
colleagues-outside = Lasa arī citu iestāžu stāstījumus
colleagues-yes = Jā
colleagues-no = Nē
colleagues-since = Kopš
colleagues-statement = Ieraksts Nr. { $n }
colleagues-leaving = Ierosināts atsaukt
colleagues-closed = Konts slēgts, jāatsauc

fingerprint-own = Jūsu atslēgas nospiedums
fingerprint-own-how = Ja kolēģis Jums piezvana, lai to salīdzinātu, nolasiet to pa četrām zīmēm. Nesūtiet to e-pastā vai īsziņā: pa ceļam kāds to var nomainīt.
fingerprint-theirs = Atslēgas nospiedums

unvouched-title = Jūs vēl gaidāt apliecinājumu
unvouched-lead = Jūsu konts ir gatavs, taču neviens stāstījums Jums vēl netiek aizzīmogots. Vispirms kolēģiem jāapliecina, ka šī atslēga patiešām ir Jūsu.
unvouched-before = Jūsu atslēgas ir izveidotas no jauna. Ar tām neatveras tas, ko lasījāt līdz šim: pēc apliecināšanas administrators sagatavos atjaunošanu, un šie gadījumi atkal būs lasāmi.
unvouched-details = Salīdziniet arī savu vārdu un iestādi. Ja kaut kas nav pareizi, pasakiet to administratoram pirms apliecināšanas.
unvouched-next-title = Kas notiks tālāk
unvouched-next-call = Divi dažādu iestāžu padomnieki ar Jums satiksies vai Jums piezvanīs, un Jūs viņiem nolasīsiet nospiedumu.
unvouched-next-sign = Katrs no viņiem to salīdzinās ar savu ekrānu un parakstīs.
unvouched-next-cases = Pēc tam šajā lapā parādīsies gadījumi. Jūs redzēsiet tos, kas saņemti pēc apliecināšanas.

colleague-back = Atpakaļ pie kolēģiem
colleague-own = Šī lapa ir par Jums, tāpēc šeit paraksta citi.
colleague-vouch = Apliecināt šo kolēģi
colleague-vouch-change = Apliecināt jauno atslēgu vai datus
colleague-vouch-why = Ar parakstu Jūs sakāt: es zinu, ka šī atslēga pieder šim cilvēkam. No tā brīža stāstījumus aizzīmogo arī šim kolēģim.
colleague-before = Līdz šim: { $what }
colleague-keys = Atslēgas
colleague-keys-new = Jaunas, līdzšinējo vietā
colleague-keys-same = Tās pašas, kas līdz šim
colleague-first = Sistēma uzskata, ka šim cilvēkam konta te nekad nav bijis. Ja ir bijis, neparakstiet: kāds stāstītājs varbūt ir liedzis lasīt iepriekšējā konta īpašniekam, un uz pavisam jaunu kontu tas neattiecas. Tad administratoram jāuzaicina no jauna, aizstājot slēgto kontu.
colleague-again = Šim pašam cilvēkam te jau ir bijis konts, tas nosaukts augstāk. Tas paliek atsaukts, un tā laika gadījumi līdz ar šo neatgriežas. Agrākie liegumi paliek spēkā.
colleague-hands-over = Šis konts ir sarakstā, un tā atslēgas tiek nomainītas. Parakstot Jūs visus gadījumus, ko šis konts tagad var lasīt, no pirmā vārda nododat tam, kam ir jaunās atslēgas. Parakstiet tikai par to cilvēku, kas augstāk norādīts ar vārdiem „Līdz šim”.
colleague-keeps = Šis konts ir sarakstā un patur savas atslēgas un gadījumus. Parakstot Jūs sakāt, kā sauc cilvēku, kam tās ir, un kur šis cilvēks strādā.
colleague-revoked = Šis konts ir bijis sarakstā un ir atsaukts. Gadījumos tas vēl var būt norādīts kā lasītājs.
colleague-asked-first = Es pajautāju: šim cilvēkam te nekad nav bijis konta, arī ar citu vārdu ne.
colleague-asked-again = Es pajautāju: tas ir tas pats cilvēks, kam bija agrākais konts.
colleague-asked-same = Es zinu: tas ir tas pats cilvēks, kas līdz šim.
colleague-root-revoked = Atļaut šim kontam atgriezties sarakstā var tikai saknes atslēgas daļu glabātāji. Parasti tas, kurš atgriežas, slēgtā konta vietā saņem jaunu kontu, un to varat apliecināt Jūs.
colleague-root-both = Reizē mainās atslēgas un dati: to var parakstīt tikai saknes atslēgas daļu glabātāji. Vai arī administrators atjauno iepriekšējos datus, Jūs apliecināt atslēgas un pēc tam datus.
colleague-how-call = Satiecieties klātienē vai zvaniet uz numuru, kuru zināt jau no agrāk. Neizmantojiet vēstulē norādītu numuru un nesalīdziniet e-pastā vai īsziņās.
colleague-how-read = Lūdziet kolēģi nolasīt nospiedumu no sava ekrāna un salīdziniet visas sešpadsmit zīmes ar tām, kas redzamas šeit.
colleague-how-differs = Ja kaut viena zīme atšķiras, neparakstiet. Pasakiet to auditoram: kāds, iespējams, ir nomainījis atslēgu.
colleague-compared = Es salīdzināju visas zīmes klātienē vai zvanot uz man zināmu numuru, un tās sakrīt.
colleague-passphrase = Jūsu paroles frāze
colleague-sign = Es salīdzināju: parakstīt
colleague-needs = Vajadzīgi divu dažādu iestāžu padomnieku paraksti. Vienam no parakstītājiem jābūt no tās pašas iestādes vai jālasa arī citu iestāžu stāstījumi; ja jaunais kolēģis lasīs citu iestāžu stāstījumus, tas jādara arī vienam no parakstītājiem.
colleague-needs-change = Ja kaut kas mainās, tas attiecas gan uz to, kas ierakstīts tagad, gan uz to, kas būs.
colleague-needs-leave = Vajadzīgi divu dažādu iestāžu padomnieku paraksti. Par sevi neviens neparaksta.
colleague-signed = Parakstīja: { $names }
colleague-signed-none = Vēl neviens nav parakstījis.
colleague-mine = Jūs parakstījāt. Tagad vajadzīgs citas iestādes padomnieka paraksts.
colleague-stale = Agrākie paraksti vairs neder, jo saraksts vai atslēga pa to laiku mainījās. Jāparaksta no jauna.
colleague-leave = Atsaukt apliecinājumu
colleague-leave-what = Atsauktam padomniekam jaunus stāstījumus vairs neaizzīmogo, un šī atslēga vairs nekad nederēs. Katrs līdz šim lasāmais gadījums šim padomniekam aizveras, tiklīdz tajā kāds nākamreiz kaut ko uzraksta.
colleague-closed = Šis konts ir slēgts, bet jaunus stāstījumus joprojām aizzīmogo arī tā atslēgai. Lūdzu, atsauciet apliecinājumu jau šodien.
colleague-leave-proposed = Ierosināts atsaukt. Iemesls: { $reason }
colleague-leave-sign = Parakstīt atsaukumu
colleague-reason = Iemesls
leaving-left = Aiziet no amata.
leaving-duties = Uzņemas citus pienākumus.
leaving-keys = Atslēgu, iespējams, zina kāds cits.
leaving-mistake = Apliecināts kļūdas dēļ.
colleague-said-stands = Parakstīts. Tas ir sarakstā un jau ir spēkā.
colleague-said-waits = Jūsu paraksts ir saglabāts. Vajadzīgs vēl citas iestādes padomnieka paraksts.
colleague-error-compared = Vispirms salīdziniet nospiedumu un atzīmējiet, ka tas ir izdarīts.
colleague-error-asked = Vispirms noskaidrojiet, vai šim cilvēkam konts jau ir bijis, un atzīmējiet to.
colleague-error-reason = Izvēlieties iemeslu.
colleague-error-changed = Pa to laiku kaut kas ir mainījies, tāpēc nekas nav parakstīts. Lapa rāda jaunāko: salīdziniet vēlreiz.

# Kāpēc ierakstu nevar pievienot
colleague-refused-form = Tas nav saraksta ieraksts.
colleague-refused-place = Tas neseko jaunākajam ierakstam: saraksts pa to laiku ir papildināts vai ir bojāts.
colleague-refused-signature = Kāds paraksts neder.
colleague-refused-signers = Parakstu nepietiek.
colleague-refused-person = Konts sarakstā pieder citam cilvēkam.
colleague-refused-two-accounts = Šim cilvēkam sarakstā jau ir cits konts. Vispirms jāatsauc tas.
colleague-refused-keys = Šī atslēga jau reiz nomainīta vai atsaukta, vai arī pieder citam kontam. Vajadzīgas jaunas atslēgas.
colleague-refused-not-standing = Šis konts sarakstā nav.
colleague-refused-version = Atkopšanas atslēgai jābūt jaunākai par pašreizējo.

roster-title = Parakstītais saraksts
roster-back = Atpakaļ pie pārvaldības
roster-lead = Šeit redzams, kas ir apliecināts un kas gaida. Administrators neko neparaksta, tikai aiznes pieprasījumu saknes atslēgas daļu glabātājiem un atnes parakstīto.
roster-broken = Saraksts ir bojāts, sākot ar ierakstu Nr. { $n }. Pasakiet to auditoram un izpildiet šo komandu:
roster-taken = { $n ->
    [zero] Pievienoti { $n } ieraksti.
    [one] Pievienots { $n } ieraksts.
   *[other] Pievienoti { $n } ieraksti.
}
roster-brought = Ko šis fails izdarīs
roster-brought-note = Visi paraksti ir pārbaudīti. Salīdziniet vārdus ar to, ko gaidījāt.
roster-take = Pievienot sarakstam
roster-take-not = Nepievienot
roster-pending = Gaida parakstus
roster-pending-none = Pašlaik nekas negaida.
roster-pending-note = To var parakstīt divi dažādu iestāžu padomnieki savā lapā vai saknes atslēgas daļu glabātāji. Tikai saknes atslēgas daļu glabātāji atkal apliecina atsauktu kontu vai maina atslēgas reizē ar vārdu, iestādi vai norādi „Lasa arī citu iestāžu stāstījumus”.
roster-request = Fails saknes atslēgas daļu glabātājiem
roster-request-note = Tajā ir viss saraksts un tas, kas gaida. Noslēpumu tajā nav. Aiznesiet to uz atsevišķo datoru un tur izpildiet šo komandu:
roster-request-download = Lejupielādēt pieprasījumu
roster-bring = Atnest parakstīto
roster-bring-label = Parakstītā faila saturs
roster-bring-hint = Atveriet failu, ko atnesāt no atsevišķā datora, un ielīmējiet šeit visu tā tekstu. Vispirms redzēsiet, ko tas izdarīs.
roster-bring-check = Pārbaudīt
roster-error-form = Tas nav parakstīts saraksta fails. Ielīmējiet visu faila saturu.
roster-error-empty = Failā nav neviena jauna ieraksta.
roster-error-statement = Ierakstu Nr. { $n } nevar pievienot.
roster-lines = Visi ieraksti
roster-signed-by = Parakstīja: { $names }
roster-by-root = saknes atslēga
roster-says-vouch = Apliecina padomnieku: { $name }.
roster-says-vouch-outside = Apliecina padomnieku, kas lasa arī citu iestāžu stāstījumus: { $name }.
roster-says-change = Maina atslēgu vai datus: { $name }.
roster-says-change-outside = Maina atslēgu vai datus padomniekam, kas lasa arī citu iestāžu stāstījumus: { $name }.
roster-says-leave = Atsauc apliecinājumu: { $name }.
roster-says-recovery = Nosaka atkopšanas atslēgas versiju { $version }.
