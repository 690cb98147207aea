import './facts.ts'

export { paymentsGrants } from './access.ts'
export { deliverWebhook, tellOfPayment } from './deliver-webhook.ts'
export { cancelPayment, type OrderedPayment, orderPayment, type PaymentRecord } from './order-payment.ts'
export { payeeFor } from './payees.ts'
export { paymentsRoutes } from './routes.ts'
