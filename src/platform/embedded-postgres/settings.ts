/** What a desk on a small machine needs: every commit on the disk, little memory, logs that end. */
const settings: Record<string, string> = {
  max_connections: '60',
  shared_buffers: '96MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  // A container's /dev/shm is often too small for parallel workers, and two cores are busy with people.
  max_parallel_workers_per_gather: '0',
  io_method: 'sync',
  jit: 'off',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  wal_level: 'replica',
  max_wal_size: '512MB',
  min_wal_size: '64MB',
  checkpoint_timeout: '10min',
  wal_compression: 'on',
  random_page_cost: '1.1',
  autovacuum: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  default_text_search_config: 'pg_catalog.simple',
  lc_messages: 'C',
  password_encryption: 'scram-sha-256',
  unix_socket_permissions: '0700',
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgres-%Y%m%d-%H%M%S.log',
  log_rotation_size: '8MB',
  log_rotation_age: '1d',
  log_file_mode: '0600',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] %a ',
  // What a person wrote does not belong in a log.
  log_error_verbosity: 'default',
  log_min_error_statement: 'panic',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
}

export function settingsFile(): string {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`)
  return `# Redress writes this file before each start. Change a setting with ALTER SYSTEM, which is stronger.\n${lines.join('\n')}\n`
}
