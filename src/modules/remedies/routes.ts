import type { Routes } from '#platform/http/routes.ts'
import { readDecisionTimes } from './approvers/decision-times.ts'
import { addDeputy, endDeputy, listDeputies } from './approvers/deputies.ts'
import { listMatrices } from './authority/find-matrix.ts'
import { readAuthority } from './authority/read-authority.ts'
import { writeMatrix } from './authority/write-matrix.ts'
import { addBudget, editBudget, listBudgets, openBudget } from './budgets/budgets.ts'
import * as contract from './contract.ts'
import { approveRemedy, cancelRemedy, refuseRemedy } from './decide-remedy.ts'
import { confirmRemedy, executeRemedy, reverseRemedy, settleInBooks } from './execute-remedy.ts'
import { listExpectations, noteExpectation } from './expectations.ts'
import { listAllRemedies, listRemedies } from './find-remedies.ts'
import { exportLedger } from './ledger/export-ledger.ts'
import { readDays, readLedger } from './ledger/read-ledger.ts'
import { proposeRemedy, requestRemedy } from './propose-remedy.ts'

export function remediesRoutes({ serve, serveStream }: Pick<Routes, 'serve' | 'serveStream'>) {
  serve(contract.listRemedies, (work, { params }) => listRemedies(work, params.complaint))
  serve(contract.proposeRemedy, (work, { params, body }) => proposeRemedy(work, params.complaint, body))
  serve(contract.requestRemedy, (work, { params }) => requestRemedy(work, params))
  serve(contract.approveRemedy, (work, { params }) => approveRemedy(work, params))
  serve(contract.refuseRemedy, (work, { params, body }) => refuseRemedy(work, params, body))
  serve(contract.cancelRemedy, (work, { params, body }) => cancelRemedy(work, params, body))
  serve(contract.executeRemedy, (work, { params, body }) => executeRemedy(work, params, body))
  serve(contract.confirmRemedy, (work, { params, body }) => confirmRemedy(work, params, body))
  serve(contract.settleRemedy, (work, { params, body }) => settleInBooks(work, params, body))
  serve(contract.reverseRemedy, (work, { params, body }) => reverseRemedy(work, params, body))
  serve(contract.listAllRemedies, (work, { query }) => listAllRemedies(work, query))
  serve(contract.readLedger, (work, { query }) => readLedger(work, query))
  serve(contract.readDecisionTimes, (work, { query }) => readDecisionTimes(work, query))
  serve(contract.listDeputies, (work) => listDeputies(work))
  serve(contract.addDeputy, (work, { body }) => addDeputy(work, body))
  serve(contract.endDeputy, (work, { params }) => endDeputy(work, params.deputy))
  serve(contract.readDays, (work, { query }) => readDays(work, query))
  serveStream(
    {
      url: contract.ledgerTablePath,
      requires: 'ledger.export',
      about:
        'The entries of a stretch as one table, with the same filter as the ledger. Numbers of cards and accounts are hidden. That it was taken is written down.',
    },
    exportLedger,
  )
  serve(contract.listExpectations, (work, { params }) => listExpectations(work, params.complaint))
  serve(contract.noteExpectation, (work, { params, body }) => noteExpectation(work, params, body))
  serve(contract.readAuthority, (work, { query }) => readAuthority(work, query))
  serve(contract.listMatrices, (work) => listMatrices(work))
  serve(contract.writeMatrix, (work, { body }) => writeMatrix(work, body))
  serve(contract.listBudgets, (work) => listBudgets(work))
  serve(contract.addBudget, (work, { body }) => addBudget(work, body))
  serve(contract.editBudget, (work, { params, body, version }) => editBudget(work, params.budget, { ...body, version }))
  serve(contract.openBudget, (work, { params }) => openBudget(work, params.budget))
}
