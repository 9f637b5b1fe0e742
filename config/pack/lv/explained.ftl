# Dzēšana cita iemesla dēļ un aizliegumi, kas nav izlasāmi.

keeping-note = Piezīme: kāds ir iemesls
keeping-note-hint = Vajadzīga, ja izvēlaties „cits iemesls”. Piezīme paliek pie gadījuma, kamēr tas pastāv; kolēģis to izlasa, pirms apstiprina.
keeping-error-note = Piezīmē uzrakstiet, kāds ir cits iemesls: bez tā kolēģis nevar izlemt.
keeping-refused-unsaid = Iemesls ir „cits”, bet ierosinātājs pēc gadījuma noslēgšanas nav piezīmē uzrakstījis, kāds. Vispirms gadījumā ierakstiet piezīmi, pēc tam ierosiniet no jauna.
keeping-holds-unread = Kolēģu piezīmes Jums vēl nav nodotas, tāpēc Jums nav zināms, vai šo gadījumu dzēst kaut kas neliedz. Pajautājiet kolēģim, kas to lasa.
