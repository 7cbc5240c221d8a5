metadata description = 'What the person or group that deploys may do with the data: drop photographs, fetch results, look at and retry failures.'

import { roles } from '../names.bicep'

@description('The object id of the person, group or service principal.')
param principalId string

@description('What the principal is.')
@allowed(['User', 'Group', 'ServicePrincipal'])
param principalType string

@description('The storage account\'s name.')
param storageName string

resource storage 'Microsoft.Storage/storageAccounts@2026-04-01' existing = {
  name: storageName
}

resource grants 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [roles.storageBlobDataContributor, roles.storageQueueDataContributor]: {
    scope: storage
    name: guid(storage.id, principalId, role)
    properties: {
      principalId: principalId
      principalType: principalType
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]
