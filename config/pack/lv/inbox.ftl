# Gadījumu saraksts: kārtība, atlase, meklēšana, taustiņi.

inbox-col-why = Kāpēc šeit
why-overdue = { $n ->
    [zero] Nākamais datums pagājis pirms { $n } dienām
    [one] Nākamais datums pagājis pirms { $n } dienas
   *[other] Nākamais datums pagājis pirms { $n } dienām
}
why-today = Nākamais datums ir šodien
why-child = Nav 18 gadu: jāziņo dienā, kad par to uzzināts
why-taken-back = „Jā” ir atsaukts: norunāto nedrīkst turpināt
why-new = Jauns: saņemšana vēl nav apstiprināta
why-risk = Nevar gaidīt: iesniedzot norādītas briesmas, ierocis, bērns vai domas par nāvi
why-risk-assessed = Jārīkojas tūlīt: tā izvērtēts risks
why-task = Jūsu darbs līdz { $day }
why-unread = Ir nelasīti autora vārdi
why-check-in = Laiks pajautāt, kā klājas: { $n } dienas kopš iesniegšanas
why-second = Gaida, lai to apstiprina otrs cilvēks
why-closed = Noslēgts; pienākusi diena paskatīties vēlreiz
why-withdrawn = Autors to ir atsaucis; nekas nav jādara
why-nothing = Nekas nekavējas

inbox-filter = Atlasīt un kārtot
inbox-order = Augšā ir steidzamākie. Noslēgtie te parādās tikai tad, kad tajos kaut kas jādara.
inbox-filtered = Šis nav parastais saraksts.
inbox-filter-open = Visi, kas nav noslēgti
inbox-filter-any = Visi
inbox-reason-child = Nav 18 gadu: jāziņo
inbox-reason-overdue = Nākamais datums pagājis
inbox-reason-today = Nākamais datums ir šodien
inbox-reason-taken-back = „Jā” ir atsaukts
inbox-reason-new = Saņemšana nav apstiprināta
inbox-reason-risk = Nevar gaidīt
inbox-reason-unread = Nelasīti autora vārdi
inbox-reason-task = Jūsu darbi
inbox-reason-check-in = Laiks pajautāt, kā klājas
inbox-reason-second = Gaida otru cilvēku
inbox-sort = Kārtība
inbox-sort-need = Steidzamākie vispirms
inbox-sort-due = Tuvākais datums vispirms
inbox-sort-filed = Jaunākie gadījumi vispirms
inbox-sort-said = Jaunākie vārdi vispirms

inbox-search = Meklēt gadījumos, kurus drīkstat lasīt
inbox-search-hint = Vārdi no stāstījuma un sarakstes vai gadījuma numurs; arī noslēgtie. Iesaistīto vārdi un tas, kā autoru sasniegt, netiek pārmeklēti. Žurnālā paliek, ka meklējāt, bet ne ko.
inbox-search-button = Meklēt
inbox-search-long = Tik garu tekstu meklēt nevar. Atstājiet dažus vārdus: ne vairāk kā { $n } zīmes.
inbox-searched = Gadījumi, kuros ir visi šie vārdi: { $words }.
inbox-search-end = Atpakaļ uz sarakstu
inbox-empty-search = Nevienā gadījumā, ko drīkstat lasīt, visu šo vārdu nav. Pamēģiniet mazāk vārdu vai tikai vārda sākumu.

shortcut-title = Taustiņi
shortcut-intro = Ja Jums tā ērtāk, sarakstā var iztikt bez peles. Kamēr rakstāt, taustiņi ir tikai burti.
shortcut-next = nākamais gadījums; bultiņa – kad jau esat sarakstā
shortcut-before = iepriekšējais gadījums
shortcut-open = atvērt
shortcut-search = meklēt
shortcut-inbox = atgriezties pie gadījumiem; ja kaut kas uzrakstīts un nav nosūtīts, lapa paliek
shortcut-list = parādīt šo sarakstu
shortcut-are-on = Taustiņi šajā pārlūkā ir ieslēgti.
shortcut-are-off = Taustiņi šajā pārlūkā ir izslēgti.
shortcut-off = Izslēgt taustiņus
shortcut-on = Ieslēgt taustiņus

event-cases-searched = Meklēts savu gadījumu tekstos
