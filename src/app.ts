import type { FastifyInstance } from 'fastify'
import type { Grants } from '#platform/actor.ts'
import type { Job } from '#platform/job.ts'
import type { Routes } from '#platform/http/routes.ts'

/** The table of contents: what each module may be asked for. One line a module. */
export const grants: Grants = {}

export function routes(_routes: Routes, _app: FastifyInstance) {}

export const jobs: Job<object>[] = []
