# Dzēšana cita iemesla dēļ un aizliegumi, kas nav izlasāmi.

keeping-note = Piezīme: kāds ir iemesls
keeping-note-hint = Vajadzīga, ja izvēlaties „cits iemesls”. Piezīme paliek pie gadījuma, kamēr tas pastāv; kolēģis to izlasa, pirms apstiprina.
keeping-error-note = Piezīmē uzrakstiet, kāds ir cits iemesls: bez tā kolēģis nevar izlemt.
keeping-refused-unsaid = Iemesls ir „cits”, bet nav piezīmes, kas to paskaidrotu. Dariet to gadījuma lapā un pievienojiet piezīmi.
keeping-holds-unread = Kolēģu piezīmes Jums vēl nav nodotas, tāpēc Jums nav zināms, vai šo gadījumu dzēst kaut kas neliedz. Pajautājiet kolēģim, kas to lasa.

keeping-declined = { $name } nepiekrita dzēšanai, ko ierosināja { $by }.
keeping-declined-you = Jūs nepiekritāt dzēšanai, ko ierosināja { $by }. Gadījums paliek tāds, kāds bija, un Jūsu atbilde ir starp tā piezīmēm, kur { $by } to redz.
desk-entry-delete-declined = Dzēšanai nepiekrīt
keeping-hold-note = Piezīme: kāpēc gadījums jāglabā
keeping-hold-note-hint = Vajadzīga, ja iemesls ir cits. To saglabā pie piezīmēm; to redz tikai tie, kas lasa šo gadījumu.
keeping-error-hold-note = Uzrakstiet, kāds ir cits iemesls, ne vairāk kā vienā vai divās lappusēs: bez tā neviens nezinās, kad gadījumu atkal drīkst dzēst.
