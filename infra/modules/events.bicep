metadata description = 'The Event Grid topic of the storage account. Who is told comes in the second step: subscriptions.bicep.'

import { deadLetters, resourceTags, roles } from '../names.bicep'

@description('The region.')
param location string

@description('The tags of every resource.')
param tags resourceTags

@description('The ending that makes names unique.')
param token string

@description('The storage account\'s name.')
param storageName string

resource storage 'Microsoft.Storage/storageAccounts@2026-04-01' existing = {
  name: storageName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource deadLetterContainer 'containers' existing = {
      name: deadLetters
    }
  }
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: 'evgt-${token}'
  location: location
  tags: tags
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    source: storage.id
    topicType: 'Microsoft.Storage.StorageAccounts'
  }
}

resource writeDeadLetters 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage::blobs::deadLetterContainer
  name: guid(storage::blobs::deadLetterContainer.id, topic.id, roles.storageBlobDataContributor)
  properties: {
    principalId: topic.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageBlobDataContributor
    )
  }
}

@description('The topic\'s name.')
output name string = topic.name

@description('The topic\'s resource id.')
output id string = topic.id
