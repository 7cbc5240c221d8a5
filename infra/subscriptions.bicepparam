using 'subscriptions.bicep'

// deploy.sh sets these from the first step's outputs .
param topicName = readEnvironmentVariable('COLORIZE_EVENT_TOPIC', 'topic')
param storageName = readEnvironmentVariable('COLORIZE_STORAGE_ACCOUNT', 'storage')
param functionAppName = readEnvironmentVariable('COLORIZE_FUNCTION_APP', 'app')
param webhookKey = readEnvironmentVariable('COLORIZE_WEBHOOK_KEY', '')
