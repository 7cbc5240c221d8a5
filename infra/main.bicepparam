using 'main.bicep'

// What differs between deployments comes from the environment: deploy.sh and azd set it.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'colorize')
param location = readEnvironmentVariable('AZURE_LOCATION', 'swedencentral')
param computeKind = readEnvironmentVariable('COLORIZE_COMPUTE', 'T4')
param trainerComputeKind = readEnvironmentVariable(
  'COLORIZE_TRAINER_COMPUTE',
  readEnvironmentVariable('COLORIZE_COMPUTE', 'T4')
)
param functionsImage = readEnvironmentVariable('COLORIZE_FUNCTIONS_IMAGE', '')
param trainerImage = readEnvironmentVariable('COLORIZE_TRAINER_IMAGE', '')
param ownerPrincipalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param ownerPrincipalType = readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User')
param alertEmails = filter(split(readEnvironmentVariable('COLORIZE_ALERT_EMAILS', ''), ','), email => !empty(email))
param monthlyBudget = int(readEnvironmentVariable('COLORIZE_MONTHLY_BUDGET', '100'))
param budgetStart = readEnvironmentVariable('COLORIZE_BUDGET_START', '2027-01-01')
param maxReplicas = int(readEnvironmentVariable(
  'COLORIZE_MAX_REPLICAS',
  readEnvironmentVariable('COLORIZE_COMPUTE', 'T4') == 'Cpu' ? '2' : '1'
))
param webhookKey = readEnvironmentVariable('COLORIZE_WEBHOOK_KEY', '')
param registryTier = readEnvironmentVariable('COLORIZE_REGISTRY_TIER', 'Basic')
param reviewHour = int(readEnvironmentVariable('COLORIZE_REVIEW_HOUR', '3'))
param privateNetwork = bool(readEnvironmentVariable('COLORIZE_PRIVATE_NETWORK', 'false'))
param allowedAddresses = filter(
  split(readEnvironmentVariable('COLORIZE_ALLOWED_ADDRESSES', ''), ','),
  address => !empty(address)
)
param trainingSchedule = readEnvironmentVariable('COLORIZE_TRAINING_SCHEDULE', '')
