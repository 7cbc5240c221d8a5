using '../subscriptions.bicep'

param topicName = 'evgt-example'
param storageName = 'stexample'
param functionAppName = 'ca-example'
param webhookKey = 'an-example-and-not-a-key'
