using 'subscriptions.bicep'

// deploy.sh sets these from the first step's outputs and from the running app.
param topicName = readEnvironmentVariable('COLORIZE_EVENT_TOPIC', 'topic')
param storageName = readEnvironmentVariable('COLORIZE_STORAGE_ACCOUNT', 'storage')
param functionAppName = readEnvironmentVariable('COLORIZE_FUNCTION_APP', 'app')
param blobsKey = readEnvironmentVariable('COLORIZE_BLOBS_KEY', '')
