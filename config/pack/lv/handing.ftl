# Ko kolēģi pierakstījuši, pirms kāds sāka lasīt gadījumu, kamēr tas nav nodots tālāk

handing-on = Kolēģu piezīmes, riska vērtējums un darbi Jums vēl nav nodoti; tie parādīsies, kad kāds no kolēģiem nākamreiz atvērs gadījumu. Līdz tam failus nevar atvērt, nevienu citu nevar aicināt lasīt, ne kopiju, ne vēstuli izveidot nevar, un risku nevar izvērtēt, ne arī gadījumu noslēgt.
handing-nobody = Iepriekšējo lasītāju piezīmes, riska vērtējums un darbi netika nodoti tālāk, un neviens cits gadījumu vairs nelasa. Failus nevar atvērt, nevienu citu nevar aicināt lasīt un ne kopiju, ne vēstuli izveidot nevar.
handing-risk = Jums nav zināms: kolēģu atbildes vēl nav nodotas.
handing-tasks = Kolēģu darbi vēl nav nodoti.
handing-notes = Kolēģu piezīmes vēl nav nodotas.
handing-coding = Jums nav zināms: kolēģu kodējums, ja tāds ir, vēl nav nodots.
handing-unread = Šajā gadījumā ne viss atveras, tāpēc nevar zināt, vai tajā nav atzīmēta klasificēta informācija. Kamēr tas nav noskaidrots, nevienu citu nevar aicināt lasīt un ne kopiju, ne vēstuli izveidot nevar.
why-unhanded = Kolēģu piezīmes Jums vēl nav nodotas
case-error-not-handed = Nav izdarīts: kolēģu piezīmes Jums vēl nav nodotas. Tās parādīsies, kad kāds no kolēģiem nākamreiz atvērs gadījumu.
