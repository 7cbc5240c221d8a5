metadata description = '''
The second step: Event Grid tells the function app of each new blob in the containers that have a function. The app has to
be awake: Event Grid asks each webhook for an answer when its subscription is made, and does not wait for a cold start.
'''

import { deadLetters, triggers } from 'names.bicep'

@description('The name of the Event Grid topic.')
param topicName string

@description('The name of the storage account.')
param storageName string

@description('The name of the function app.')
param functionAppName string

@description('The system key blobs_extension of the function app.')
@secure()
param webhookKey string

resource storage 'Microsoft.Storage/storageAccounts@2026-04-01' existing = {
  name: storageName
}

resource app 'Microsoft.App/containerApps@2026-07-01' existing = {
  name: functionAppName
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: topicName
}

// The webhook of a blob trigger whose source is Event Grid:
// https://learn.microsoft.com/azure/azure-functions/functions-event-grid-blob-trigger
var webhook = 'https://${app.properties.configuration.ingress.fqdn}/runtime/webhooks/blobs'

resource subscriptions 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = [
  for trigger in triggers: {
    parent: topic
    name: trigger.function
    properties: {
      destination: {
        endpointType: 'WebHook'
        properties: {
          endpointUrl: '${webhook}?functionName=Host.Functions.${trigger.function}&code=${webhookKey}'
          // One at a time: the host takes an event by writing it to its queue, which is quick.
          maxEventsPerBatch: 1
          preferredBatchSizeInKilobytes: 64
        }
      }
      eventDeliverySchema: 'EventGridSchema'
      filter: {
        includedEventTypes: ['Microsoft.Storage.BlobCreated']
        // The slash at the end keeps out containers whose names only begin alike.
        subjectBeginsWith: '/blobServices/default/containers/${trigger.container}/blobs/'
      }
      retryPolicy: {
        eventTimeToLiveInMinutes: 1440
        maxDeliveryAttempts: 30
      }
      deadLetterWithResourceIdentity: {
        identity: {
          type: 'SystemAssigned'
        }
        deadLetterDestination: {
          endpointType: 'StorageBlob'
          properties: {
            resourceId: storage.id
            blobContainerName: deadLetters
          }
        }
      }
    }
  }
]
