# Administratora lapas par darbiniekiem: uzaicināt, slēgt, mainīt, ierakstīt pienākumus.

people-back = Atpakaļ pie pārvaldības
people-choose = Izvēlieties
people-yes = Jā
people-no = Nē
people-save = Saglabāt
people-saved = Saglabāts.
people-saved-waits = Saglabāts. Sarakstā vēl ir iepriekšējie dati; jaunie jāapliecina kolēģiem.
people-said-closed = Konts ir slēgts; sesijas ir beigušās.
people-said-opened = Konts ir atjaunots.
people-passphrase = Jūsu paroles frāze
people-passphrase-hint = Vēlreiz, lai šo nevarētu izdarīt kāds cits pie Jūsu atvērtā ekrāna.

people-invite-link = Uzaicināt darbinieku
people-invite-title = Uzaicināt darbinieku
people-invite-lead = Jūs saņemsiet kodu, ar ko šis cilvēks pats izveidos paroles frāzi un otro faktoru. Padomnieks stāstījumus saņem tikai pēc tam, kad atslēgu apliecinājuši kolēģi.
people-invite-button = Uzaicināt un parādīt kodu
people-role = Loma
people-role-hint = Vienam cilvēkam ir tikai viena loma. Vēlāk to mainīt nevar: citai lomai vajadzīgs cits konts.
people-username-hint = No 2 līdz 64 zīmēm: burti, cipari, punkts, defise vai pasvītra.
people-name = Vārds un uzvārds
people-name-hint = To redz kolēģi; padomnieka vārdu redz arī tie, kas raksta.
people-lang = Lapu un vēstuļu valoda
people-mail = E-pasta adrese
people-mail-hint = Atgādinājumiem, kuros nekas nav teikts par gadījumiem. Var atstāt tukšu.
people-outside = Lasa arī citu iestāžu stāstījumus
people-outside-hint = Tikai padomniekam: tad, kad iestādes pašas padomnieki tos lasīt nedrīkst. Spēkā tikai pēc kolēģu apliecinājuma.
people-replaces = Aizstāj slēgtu kontu
people-replaces-hint = Tikai tad, ja tas ir tas pats cilvēks tajā pašā lomā. Tad uz jauno kontu attiecas arī agrākie liegumi.
people-replaces-none = Nē, šim cilvēkam konta nav bijis

people-error-username = Lietotājvārdam vajag no 2 līdz 64 zīmēm: burtus, ciparus, punktu, defisi vai pasvītru.
people-error-username-taken = Šāds lietotājvārds jau ir. Lūdzu, izvēlieties citu.
people-error-name = Ierakstiet vārdu un uzvārdu vienā rindā, ne vairāk par 100 zīmēm.
people-error-role = Izvēlieties lomu.
people-error-institution = Izvēlieties iestādi.
people-error-lang = Izvēlieties valodu.
people-error-mail = Šī nav derīga e-pasta adrese.
people-error-mail-taken = Šī adrese jau ir cita cilvēka atvērtam kontam. Vienam cilvēkam nevar būt divas lomas.
people-error-replaces = Aizstāt var tikai slēgtu tās pašas lomas kontu, ja šim cilvēkam nav cita atvērta konta.
people-error-act = Izvēlieties, ko darīt.
people-error-own = Ar savu kontu to izdarīt nevar. Lūdziet citu administratoru.
people-error-changed = Kāds pa to laiku ir mainījis šo kontu. Tagad lapā redzams pašreizējais stāvoklis.
people-error-not-enrolled = Šim kontam otrā faktora vēl nav. Izsniedziet jaunu uzaicinājumu.
people-error-second = Šim cilvēkam pa to laiku ir cits atvērts konts.
people-error-day = Ierakstiet gadu, mēnesi un dienu, piemēram, 2026-03-01.
people-error-words = Rakstiet vienā rindā, ne vairāk par 300 zīmēm.
people-error-needed = Aizpildiet šo lauku vai atstājiet tukšus visus laukus par pienākumiem.

people-code-title = Kods ir gatavs
people-code-once = Kods ir redzams tikai vienreiz. Kad šī lapa būs aizvērta, to vairs nevarēs parādīt; varēs vienīgi izsniegt jaunu.
people-code-ends = Koda termiņš
people-code-next = Kas jādara tagad
people-code-hand = Nododiet kodu šim cilvēkam klātienē vai pa tālruni, zvanot uz numuru, ko zināt. Nesūtiet to e-pastā vai īsziņā.
people-code-enrol = Ar lietotājvārdu un kodu cilvēks pats izveido paroles frāzi un otro faktoru šajā lapā:
people-code-factor = Ar lietotājvārdu, paroles frāzi un kodu cilvēks no jauna izveido otro faktoru šajā lapā:
people-code-forget = Kodu var izmantot vienreiz. Ja tas pazūd vai to ieraudzījis kāds cits, izsniedziet jaunu: vecais tad vairs nederēs.
people-code-told = Šim cilvēkam par to tiek nosūtīta vēstule; arī auditors to redz žurnālā.
people-code-not-told = Vēstuli nosūtīt nevar: nav iestatīts pasta serveris vai nav norādīta adrese. Pasakiet to šim cilvēkam tieši; auditors to redz žurnālā.
people-code-adviser-again = Pēc tam jaunās atslēgas jāapliecina diviem dažādu iestāžu padomniekiem. Tikai tad agrākos gadījumus var atgūt ar atkopšanu; to serverī sāk šī komanda:
people-code-done = Kods ir nodots

people-not-enrolled = Uzaicināts, konts vēl nav izveidots
people-still-named = Konts ir slēgts, bet jaunus stāstījumus joprojām aizzīmogo arī šai atslēgai.
people-still-named-what = Parakstītais saraksts šo padomnieku vēl nosauc. Palūdziet, lai divi dažādu iestāžu padomnieki vai saknes atslēgas daļu glabātāji apliecinājumu atsauc jau šodien.
people-details = Ziņas par cilvēku
people-details-vouched = Padomnieka vārds, iestāde un norāde „Lasa arī citu iestāžu stāstījumus” ir spēkā tā, kā parakstīts sarakstā. Pēc izmaiņām kolēģiem tas jāapliecina no jauna. Atslēgas un datus maina vienu pēc otra: abus reizē var parakstīt tikai saknes atslēgas daļu glabātāji.
people-own = Tas ir Jūsu konts. Mainīt, slēgt to vai izsniegt tam kodu var tikai cits administrators.
people-acts = Darbības ar kontu
people-acts-choose = Ko darīt?
people-act-button = Izpildīt
people-act-enrol = Izsniegt uzaicinājumu (jauns konts vai pazaudēta paroles frāze)
people-act-enrol-note = Visas sesijas beidzas uzreiz. Paroles frāze, otrais faktors un atslēgas tiks izveidotas no jauna; padomnieka jaunās atslēgas kolēģiem jāapliecina vēlreiz, un agrākos gadījumus var atgūt tikai ar atkopšanu. Par to uzzina šis cilvēks un auditors.
people-act-factor = Atļaut no jauna izveidot otro faktoru
people-act-factor-note = Visas sesijas beidzas uzreiz. Paroles frāze paliek; ar to un kodu otro faktoru izveido no jauna. Par to uzzina šis cilvēks un auditors.
people-act-disable = Slēgt kontu
people-act-disable-note = Sesijas beidzas uzreiz, un ieiet vairs nevar. Nekas netiek dzēsts. Ja tas ir padomnieks, kolēģiem jāatsauc arī apliecinājums: līdz tam jauni stāstījumi tiek aizzīmogoti arī šim kontam.
people-act-enable = Atjaunot kontu
people-act-enable-note = Ar agrāko paroles frāzi un otro faktoru atkal varēs ieiet. Ja padomnieks jau ir atsaukts, ar to vien nepietiek: gadījumus šis konts lasīs tikai tad, ja to sarakstā atjaunos saknes atslēgas daļu glabātāji. Vienkāršāk ir uzaicināt cilvēku no jauna, aizstājot šo kontu; agrākie gadījumi uz jauno kontu nepāriet.

people-record = Sagatavotība un pienākumi
people-record-note = Tas, kam jābūt zināmam, pirms padomniekam uztic stāstījumus. Balss neliedz apliecināt padomnieku, kam vēl kaut kā trūkst, bet rāda to kā kļūmi.
people-missing = Vēl trūkst:
people-missing-training = Nav ierakstīta apmācība.
people-missing-supervision = Nav noteikta nākamā supervīzija.
people-missing-supervision-over = Supervīzijas termiņš ir pagājis.
people-missing-order = Nav rīkojuma, kas liedz priekšniecībai prasīt ziņas par gadījumiem.
people-missing-duties = Nav parakstīta pienākumu ieraksta.
people-missing-proceedings = Šis cilvēks var sākt kriminālprocesu, tāpēc konfidenciālajā ceļā par padomnieku būt nevar.
people-trained-on = Apmācības diena
people-trained-by = Kas apmācīja
people-supervision = Nākamā supervīzija līdz
people-supervision-hint = Saruna ar speciālistu par paša padomnieka labsajūtu un darbu.
people-order = Rīkojums, kas liedz priekšniecībai prasīt ziņas par gadījumiem
people-order-hint = Numurs vai cita norāde.
people-order-on = Rīkojuma diena
people-duties = Pienākumi pēc likuma
people-duties-note = Tie jāzina ikvienam, pirms sāk rakstīt. Ierakstu sagatavo un paraksta jurists.
people-proceedings = Vai šis cilvēks amatā var sākt kriminālprocesu?
people-proceedings-hint = Kas to var, nedrīkst solīt, ka par noziegumu klusēs, un tāpēc konfidenciālajā ceļā par padomnieku būt nevar.
people-must-report = Kas jāpaziņo
people-must-report-hint = Papildus tam, kas jāpaziņo ikvienam, piemēram, par vardarbību pret bērnu. Ja nekas, atstājiet tukšu.
people-duty-to = Kam jāpaziņo
people-duty-by = Cik ātri
people-legal-basis = Tiesiskais pamats
people-signed-by = Kas ierakstu parakstīja
people-signed-on = Paraksta diena

health-preparation = Padomnieku sagatavotība un pienākumi
health-why-touched = Konts { $name } ir mainīts, apejot serveri, un neko neatver. Atjaunojiet to no rezerves kopijas vai uzaiciniet šo cilvēku no jauna.
health-why-roles = Vienam cilvēkam ir atvērti konti vairākās lomās ({ $what }). Atstājiet atvērtu tikai vienu.
health-why-no-account = Sarakstā ir padomnieks, kam konta nav: { $name } ({ $what }). Kolēģiem tas jāatsauc.
health-why-closed = Konts { $name } ir slēgts, bet nav atsaukts: jaunus stāstījumus joprojām aizzīmogo arī tam.
health-why-no-adviser = Konts { $name } ir apliecināts, bet nav padomnieka konts. Kolēģiem tas jāatsauc.
health-why-not-enrolled = Konts { $name } ir apliecināts, bet nav izveidots: neviens neatver to, kas tam aizzīmogots.
health-why-other-keys = Kontam { $name } ir jaunas atslēgas. Kolēģiem tās jāapliecina.
health-why-no-administrator = Nav neviena administratora: neviens nevar ne uzaicināt, ne slēgt kontu.
health-why-one-administrator = Administrators ir tikai viens. Ja šim cilvēkam pazūd paroles frāze vai otrais faktors, neviens nevar palīdzēt atkal ieiet. Uzaiciniet vēl vienu.
health-why-no-auditor = Nav neviena auditora: neviens neskata žurnālu un neglabā kontrolpunktus.
health-why-no-outside = Neviens padomnieks nelasa citu iestāžu stāstījumus: ja kāds liedz lasīt visiem savas iestādes padomniekiem, pastāstīt nevar.
health-why-few = Mazāk par diviem padomniekiem: { $what }.
health-why-lacks = { $name }: { $what }
mail-kind-factor-reset = Ziņa par otro faktoru
mail-factor-subject = Par Jūsu kontu
mail-factor-body =
    Labdien!

    Administrators ir atļāvis Jūsu kontam no jauna izveidot otro faktoru.
    Ja Jūs to nelūdzāt, nekavējoties pasakiet to auditoram.

    Uz šo vēstuli atbildēt nevar.
mail-kind-enrol-again = Ziņa par jaunu uzaicinājumu
mail-enrol-subject = Par Jūsu kontu
mail-enrol-body =
    Labdien!

    Administrators ir izsniedzis uzaicinājumu, ar kuru Jūsu kontam var no jauna izveidot
    paroles frāzi un otro faktoru.
    Ja Jūs to nelūdzāt, nekavējoties pasakiet to auditoram.

    Uz šo vēstuli atbildēt nevar.
