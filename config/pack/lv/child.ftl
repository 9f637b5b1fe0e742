# Pienākums pret bērnu: ko nebeidz viena atbilde un ko nevar zināt, kamēr kolēģu daļa nav nodota.

child-waits = { $name } uz jautājumu, vai runa ir par kādu, kam nav 18 gadu, atbildēja „nē”, bet autors pats norādīja, ka 18 gadu vēl nav. Ar vienu atbildi pienākums ziņot nebeidzas: tam jāpiekrīt vēl kādam, kas lasa šo gadījumu.
child-confirm = Gadījumu izlasīju un piekrītu: runa nav par bērnu
child-error-second = Jāpiekrīt citam cilvēkam: šī atbilde ir Jūsu.
child-due-unread = Nav 18 gadu: bija jāziņo saņemšanas dienā ({ $day }).
child-unread = Vai tas izdarīts, Jums vēl nav zināms: kolēģu piezīmes Jums nav nodotas. Jau šodien pajautājiet kolēģim, kas šo gadījumu lasa; ja nav ziņots, ziņojiet.
child-unread-nobody = Vai tas izdarīts, vairs nav izlasāms: iepriekšējo lasītāju piezīmes netika nodotas tālāk. Ja šodien to neizdodas noskaidrot, ziņojiet.
why-child-unread = Nav 18 gadu: vai ir ziņots, Jums vēl nav zināms
desk-entry-confirm-child = Otrs cilvēks piekrīt: runa nav par bērnu
