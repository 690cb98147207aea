/** What complaints are made of, commonest first: a word is drawn by the cube of chance, so the first tenth is said half of the time. */
export const vocabulary = {
  en: `the order I my and was not to it you for is parcel delivery have with late week refund still email service arrived product paid price store asked wrong nobody answered days again
    money broken lamp box account invoice charged twice twelve phone number called support agent promised Monday never returned exchange size colour damaged package driver neighbour signed missing
    charger battery screen guarantee repair technician appointment cancelled flight ferry ticket luggage seat delayed booking room noise cold water kitchen table chair scratched leg glass door handle
    shoes coat zip sleeve stain fabric warranty expired receipt counter manager rude queue waiting hour music subscription renewed without consent letter contract clause fee hidden discount voucher
    code rejected website error page basket checkout loyalty points disappeared allergy label ingredient peanut sick doctor hospital burned cable spark safety recall lawyer ombudsman compensation`,
  el: `η παραγγελία μου δεν και το την να με για που στο είναι από σας καθυστέρηση παράδοση δέμα χρήματα επιστροφή προϊόν κατάστημα λάθος ακόμα κανείς απάντησε ημέρες εβδομάδα πλήρωσα τιμή
    χάλασε λάμπα κουτί λογαριασμός τιμολόγιο χρέωση διπλή τηλέφωνο αριθμός κάλεσα υπάλληλος υποσχέθηκε Δευτέρα ποτέ αλλαγή μέγεθος χρώμα κατεστραμμένο οδηγός γείτονας υπέγραψε λείπει φορτιστής
    μπαταρία οθόνη εγγύηση επισκευή τεχνικός ραντεβού ακυρώθηκε πτήση πλοίο εισιτήριο αποσκευές θέση κράτηση δωμάτιο θόρυβος κρύο νερό κουζίνα τραπέζι καρέκλα γρατσουνιά ποτήρι πόρτα παπούτσια
    παλτό φερμουάρ λεκές ύφασμα απόδειξη ταμείο διευθυντής αγένεια ουρά αναμονή ώρα συνδρομή ανανεώθηκε χωρίς άδεια γράμμα σύμβαση όρος έκπτωση κουπόνι κωδικός ιστοσελίδα σφάλμα καλάθι πόντοι
    αλλεργία ετικέτα συστατικό φιστίκι γιατρός νοσοκομείο καλώδιο σπίθα ασφάλεια ανάκληση δικηγόρος συνήγορος αποζημίωση`,
  es: `el pedido mi no y de la que en con para por ha su entrega paquete retraso dinero devolución producto tienda equivocado todavía nadie contestó días semana pagué precio roto lámpara caja cuenta
    factura cobrado doble teléfono número llamé agente prometió lunes nunca cambio talla color dañado conductor vecino firmó falta cargador batería pantalla garantía reparación técnico cita cancelado
    vuelo barco billete equipaje asiento reserva habitación ruido frío agua cocina mesa silla arañazo pata vaso puerta zapatos abrigo cremallera mancha tela recibo mostrador encargado grosero cola
    espera hora suscripción renovada sin permiso carta contrato cláusula comisión descuento cupón código rechazado página error cesta puntos desaparecieron alergia etiqueta ingrediente cacahuete médico
    hospital quemado cable chispa seguridad retirada abogado defensor indemnización`,
} as const

/** Two words of each question: both common, one common and one rare, both rare, in each language. */
export const questions = [
  'order refund',
  'parcel driver',
  'delivery lamp',
  'charger battery',
  'ferry luggage',
  'invoice twice',
  'παραγγελία καθυστέρηση',
  'ΔΕΜΑ ΟΔΗΓΟΣ',
  'paraggelia lampa',
  'μπαταρία οθόνη',
  'εισιτήριο αποσκευές',
  'pedido retraso',
  'devolucion paquete',
  'cargador bateria',
  'billete equipaje',
  'peanut hospital',
  'σπίθα καλώδιο',
  'abogado indemnización',
]
