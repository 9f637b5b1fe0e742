# Savs konts: uzaicinājums, paroles frāze, otrais faktors, rezerves kodi, atslēgas.

desk-account = Mans konts
signin-enrol = Man ir uzaicinājuma kods

enrol-title = Konta izveide
enrol-lead = No administratora Jūs saņēmāt lietotājvārdu un uzaicinājuma kodu. Kodu var izmantot vienu reizi, 72 stundu laikā no izsniegšanas.
enrol-code = Uzaicinājuma kods
enrol-code-hint = Divdesmit zīmes. Lielajiem un mazajiem burtiem, atstarpēm un defisēm nav nozīmes.
enrol-next = Tālāk
enrol-error-wrong = Lietotājvārds vai kods nav pareizs, vai arī koda termiņš ir beidzies vai kods jau ir izmantots. Pārbaudiet abus; ja tas nelīdz, lūdziet administratoram jaunu kodu.

setup-title = Labdien, { $name }!
setup-lead = Izvēlieties paroles frāzi un pievienojiet otro faktoru. Abi būs vajadzīgi katrā ieejas reizē.
setup-lead-factor = Jūsu paroles frāze paliek tā pati. Pievienojiet jaunu otro faktoru; iepriekšējais vairs nederēs.
setup-button = Pabeigt

account-new = Jaunā paroles frāze
account-new-hint = Der četri vai vairāk vārdi, kas cits ar citu nav saistīti. Ne cipari, ne īpašas zīmes nav vajadzīgas. Frāzi drīkst ielīmēt no paroļu pārvaldnieka.
account-again = Jaunā paroles frāze vēlreiz
account-present = Pašreizējā paroles frāze

account-error-differs = Abas paroles frāzes nav vienādas. Ierakstiet tās vēlreiz.
account-error-new-code = Kods nav pareizs. Ierakstiet sešus ciparus, ko lietotne tagad rāda jaunajam ierakstam, un pārbaudiet, vai ierīces pulkstenis rāda pareizu laiku.
account-error-code = Kods nav pareizs vai jau ir izmantots. Pagaidiet, līdz lietotne rāda nākamo, un ierakstiet to.

weak-empty = Ierakstiet paroles frāzi.
weak-own = Frāzi ir pārāk viegli uzminēt: tajā ir Jūsu vārds, lietotājvārds vai iestāde. Izvēlieties vārdus, kas ar Jums nav saistīti.
weak-common = Šo paroli vai ļoti līdzīgu lieto daudzi, un to izmēģina vispirms. Izvēlieties citu.
weak-keyboard = Taustiņus, kas atrodas blakus, izmēģina vispirms. Izvēlieties vairākus nesaistītus vārdus.
weak-repeated = Atkārtojumi frāzi nepadara drošāku. Pievienojiet citus vārdus.
weak-sequence = Gadus, datumus un zīmju virknes ir viegli uzminēt. Pievienojiet dažus nesaistītus vārdus.
weak-word = Ar vienu vārdu nepietiek. Pievienojiet vēl dažus, kas ar to nav saistīti.
weak-short = Frāze ir par īsu. Pievienojiet vēl vienu vai divus vārdus.

factor-title = Otrais faktors
factor-lead = Tālrunī atveriet autentifikācijas lietotni vai paroļu pārvaldnieku, pievienojiet jaunu ierakstu un nolasiet šo kvadrātkodu (QR kodu).
factor-picture = Kvadrātkods ar otrā faktora atslēgu; tā pati atslēga blakus ir rakstiski
factor-type = Ja kvadrātkodu nolasīt nevarat, ierakstiet šo atslēgu:
factor-code = Kods no jaunā ieraksta
factor-code-hint = Seši cipari, ko lietotne rāda tagad. Tā pārliecināmies, ka viss izdevies.

codes-title = Rezerves kodi
codes-lead = Ja tālrunis nav pie rokas, katrs no šiem kodiem vienu reizi aizstāj otro faktoru. Paroles frāzi tie neaizstāj.
codes-once = Pierakstiet vai izdrukājiet kodus tagad un glabājiet atsevišķi no paroles frāzes: vēlāk tos parādīt nevar, var tikai izveidot jaunus.
codes-kept = Kodi ir saglabāti drošā vietā
codes-again = Ja šo lapu nejauši aizvērsiet, šajā pašā pārlūkā to 15 minūtes vēl varēs atvērt. Kad nospiedīsiet pogu, kodus vairs nerādīs.
know-done = Gatavs. Tagad varat ieiet.
know-keys = Palūdziet, lai jaunās atslēgas apliecina divi dažādu iestāžu padomnieki. Nospiedums, ko viņiem nolasīt, ir lapā „Kolēģi”.

know-title = Ko var atgūt un ko nevar
know-phone = Pazudis tālrunis vai lietotne
know-phone-text = Tikmēr var ieiet ar rezerves kodu. Jaunam tālrunim administrators izsniedz kodu; ar to un savu paroles frāzi Jūs otro faktoru pievienosiet no jauna.
know-codes = Beigušies vai pazuduši rezerves kodi
know-codes-text = Lapā „Mans konts” izveidojiet jaunus. Iepriekšējie tad vairs neder.
know-passphrase = Aizmirsta paroles frāze
know-passphrase-text = To Jums neviens nevar pateikt. Administrators uzaicina Jūs no jauna. Padomnieki savus gadījumus atgūst tikai tad, kad kolēģi ir apliecinājuši jaunās atslēgas un atkopšanas atslēgas daļu glabātāji ir sanākuši kopā. Līdz tam gadījumus atvērt nevar.
know-other = Paroles frāzi, iespējams, zina kāds cits
know-other-text = Nekavējoties ieejiet un lapā „Mans konts” izvēlieties „Nomainīt visu”.
know-nobody = Ko administrators nevar
know-nobody-text = Administrators Jūsu gadījumus izlasīt nevar, arī uzaicinot Jūs no jauna: jaunas atslēgas bez kolēģu apliecinājuma neatver neko. Tāpēc administrators nevar arī atgūt to, kas zūd, ja atkopšanas atslēgas daļu vairs nepietiek.
know-vouch = Pirmo gadījumu redzēsiet tad, kad kolēģi būs apliecinājuši Jūsu atslēgas. Lapa pēc ieejas pateiks, ko darīt.
know-wait = Lietotnes kods, ko tikko ierakstījāt, otrreiz neder. Pagaidiet, līdz lietotne rāda nākamo (līdz pusminūtei).
know-go = Uz darbinieku ieeju

account-title = Mans konts
account-back = Atpakaļ pie sava konta
account-changed = Paroles frāze ir nomainīta. Pārējās sesijas ir izbeigtas.
account-error-vouched = Kolēģi jau ir apliecinājuši Jūsu gaidošās atslēgas, un stāstījumi jau tiek aizzīmogoti ar tām. Vispirms vienreiz atveriet gadījumu sarakstu, lai tās sāktu darboties; pēc tam šeit varēsiet izveidot jaunas.
account-waiting = Jūsu jaunās atslēgas gaida kolēģu apliecinājumu. Līdz tam darbojas iepriekšējās.
account-waiting-first = Jūsu jaunās atslēgas gaida kolēģu apliecinājumu. Līdz tam jauni stāstījumi Jums netiek aizzīmogoti.
account-name = Vārds
account-role = Loma
account-mail = E-pasta adrese paziņojumiem
account-details-note = Ja kaut kas nav pareizi, pasakiet to administratoram.
account-sessions = Apskatīt un izbeigt sesijas
account-passphrase-title = Paroles frāzes maiņa
account-passphrase-lead = Parasta maiņa: atslēgas paliek tās pašas, pārējās Jūsu sesijas beidzas. Ja frāzi varētu zināt kāds cits, ar to nepietiek: skatiet tālāk.
account-passphrase-button = Nomainīt paroles frāzi
account-keys-lead = Ja kāds varētu zināt Jūsu paroles frāzi vai ir bijis pie Jūsu ierīces, vajag arī jaunu otro faktoru un jaunas atslēgas.
account-keys-go = Nomainīt visu
account-spare-title = Rezerves kodi
account-spare-left = Neizmantotie kodi: { $n }.
account-spare-lead = Jaunie kodi aizstāj visus iepriekšējos.
account-spare-button = Izveidot jaunus kodus

keys-title = Paroles frāzi, iespējams, zina kāds cits
keys-lead = Šeit vienā reizē varat nomainīt visu, ar ko Jūsu kontu var atvērt:
keys-all-end = Visas Jūsu sesijas beidzas uzreiz, arī šī, un visi agrāk lietotie pārlūki tiek aizmirsti.
keys-new-factor = Vajadzīga jauna paroles frāze un jauns otrais faktors. Būs arī jauni rezerves kodi.
keys-vouch = Jaunās atslēgas kolēģiem jāapliecina no jauna. Līdz tam strādāsiet ar iepriekšējām.
keys-vouch-first = Mainīsies arī Jūsu atslēgas nospiedums. Ja kādam kolēģim to jau nolasījāt, nolasiet jauno.
keys-before = Ja kāds jau ir nokopējis datubāzi un zina iepriekšējo frāzi, tas var izlasīt visu, kas rakstīts līdz jauno atslēgu apliecināšanai. Pasakiet to auditoram.
keys-code = Kods no pašreizējā otrā faktora
keys-code-hint = Seši cipari no lietotnes vai rezerves kods.
keys-button = Nomainīt visu un iziet
