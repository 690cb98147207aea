import type { Routes } from '#platform/http/routes.ts'
import * as contract from './contract.ts'
import { listOpenTasks, listTasks } from './find-tasks.ts'
import { addTask, cancelTask, completeTask, editTask } from './write-tasks.ts'

export function tasksRoutes({ serve }: Routes) {
  serve(contract.listTasks, (work, { params }) => listTasks(work, params.complaint))
  serve(contract.addTask, (work, { params, body }) => addTask(work, params.complaint, body))
  serve(contract.editTask, (work, { params, body, version }) => editTask(work, params, { ...body, version }))
  serve(contract.completeTask, (work, { params }) => completeTask(work, params))
  serve(contract.cancelTask, (work, { params, body }) => cancelTask(work, params, body))
  serve(contract.listOpenTasks, (work, { query }) => listOpenTasks(work, query))
}
