# Padomnieka rokasgrāmata, gatavie teksti un tas, kāpēc lauks vajadzīgs.

handbook-title = Rokasgrāmata
handbook-lead = Īsas nodaļas padomniekiem: ar ko sākt, ko rakstīt un ko nedarīt nekad. Izlasiet vienu pirms pirmā gadījuma un atgriezieties, kad vajag. Neviens nepieraksta, kas ko lasa.
handbook-all = Visas nodaļas
handbook-next = Nākamā nodaļa: { $title }
handbook-checked = Šī nodaļa pēdējoreiz pārbaudīta { $day }.
handbook-unchecked = Šo nodaļu vēl neviens nav pārbaudījis. Tas, ko tā saka par likumu, vēl jāapstiprina juristam.
inbox-empty-handbook = Kā sākt, izlasāms rokasgrāmatā.

# Gatavie teksti

ready-title = Gatavie teksti
ready-note = Tie ir tajā valodā, kurā rakstīts stāstījums, un jau ar nākamās ziņas datumu. Poga ieliek tekstu laukā zem jau ierakstītā; nekas netiek nosūtīts. Pielāgojiet tekstu šim cilvēkam.
ready-use = Ielikt laukā
case-error-next-named = Tekstā ir apsolīta cita diena nekā šajā laukā. Saskaņojiet abas vai nosūtiet, kā ir.

# Kāpēc lauks vajadzīgs

propose-kind-hint = Lai cilvēks uzreiz redz, par ko ir runa, un Jūs vēlāk atrodat atbildi uz to.
absence-first-hint = No šīs dienas cilvēki redz, ka Jūsu atbildi gaidīt nevajag.
absence-last-hint = Pēc šīs dienas beidzas aizstājējam dotā atļauja.
absence-deputy-hint = Izvēlieties kādu, kas par to zina un kam ir laiks: katram autoram jautās, vai drīkst lasīt tieši šis cilvēks.

# Administratora lapa

health-handbook = Padomnieka rokasgrāmata (vai kāds nesen pārbaudījis tās obligātās nodaļas)
