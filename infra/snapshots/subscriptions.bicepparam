using '../subscriptions.bicep'

param topicName = 'evgt-example'
param storageName = 'stexample'
param functionAppName = 'ca-example'
param blobsKey = 'an-example-and-not-a-key'
