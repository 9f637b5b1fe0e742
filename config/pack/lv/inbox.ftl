# Gadījumu saraksts: kārtība, atlase, meklēšana, taustiņi.

inbox-col-why = Kāpēc šeit
why-overdue = { $n ->
    [zero] Solītā diena pagājusi pirms { $n } dienām
    [one] Solītā diena pagājusi pirms { $n } dienas
   *[other] Solītā diena pagājusi pirms { $n } dienām
}
why-today = Solītā diena ir šodien
why-new = Jauns: saņemšana vēl nav apstiprināta
why-risk = Nevar gaidīt: iesniedzot norādītas briesmas, ierocis, bērns vai domas par nāvi
why-unread = Ir nelasīti autora vārdi
why-check-in = Laiks pajautāt, kā klājas: { $n } dienas kopš iesniegšanas
why-closed = Noslēgts; pienākusi diena paskatīties vēlreiz
why-withdrawn = Autors to ir atsaucis; nekas nav jādara
why-nothing = Līdz { $day } nekas nekavējas

inbox-filter = Atlasīt un kārtot
inbox-filtered = Šis nav viss saraksts.
inbox-filter-open = Visi, kas nav noslēgti
inbox-filter-any = Jebkāds
inbox-reason-overdue = Solītā diena pagājusi
inbox-reason-today = Solītā diena ir šodien
inbox-reason-new = Saņemšana nav apstiprināta
inbox-reason-risk = Nevar gaidīt
inbox-reason-unread = Nelasīti autora vārdi
inbox-reason-check-in = Laiks pajautāt, kā klājas
inbox-sort = Kārtība
inbox-sort-need = Kam Jūs vajag vispirms
inbox-sort-due = Tuvākais datums vispirms
inbox-sort-filed = Jaunākie gadījumi vispirms
inbox-sort-said = Jaunākie vārdi vispirms

inbox-search = Meklēt gadījumos, kurus drīkstat lasīt
inbox-search-hint = Vārdi no stāstījuma un sarakstes vai gadījuma numurs; arī noslēgtie. Iesaistīto vārdi un tas, kā autoru sasniegt, netiek pārmeklēti. Žurnālā paliek, ka meklējāt, bet ne ko.
inbox-search-button = Meklēt
inbox-search-long = Tik garu tekstu meklēt nevar. Atstājiet dažus vārdus: ne vairāk kā { $n } zīmes.
inbox-searched = Gadījumi, kuros ir visi šie vārdi: { $words }.
inbox-search-end = Atpakaļ uz visu sarakstu
inbox-empty-search = Nevienā gadījumā, ko drīkstat lasīt, visu šo vārdu nav. Pamēģiniet mazāk vārdu vai tikai vārda sākumu.

keys-title = Taustiņi
keys-intro = Ja Jums tā ērtāk, sarakstā var iztikt bez peles. Kamēr rakstāt, taustiņi ir tikai burti.
keys-next = nākamais gadījums; bultiņa – kad jau esat sarakstā
keys-before = iepriekšējais gadījums
keys-open = atvērt
keys-search = meklēt
keys-inbox = atgriezties pie gadījumiem; ja kaut kas uzrakstīts un nav nosūtīts, lapa paliek
keys-list = parādīt šo sarakstu
keys-are-on = Taustiņi šajā pārlūkā ir ieslēgti.
keys-are-off = Taustiņi šajā pārlūkā ir izslēgti.
keys-off = Izslēgt taustiņus
keys-on = Ieslēgt taustiņus

event-cases-searched = Meklēts savu gadījumu tekstos
