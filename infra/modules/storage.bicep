metadata description = 'The storage account: containers, soft delete, lifecycle, and logs of what is written.'

import { containers, deadLetters, resourceTags } from '../names.bicep'

@description('The region.')
param location string

@description('The tags of every resource.')
param tags resourceTags

@description('The account\'s name: 3 to 24 lower-case letters and digits, unique in the world.')
@minLength(3)
@maxLength(24)
param name string

@description('How many copies are kept, and where.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param redundancy string

@description('The oldest TLS version that is accepted.')
@allowed(['TLS1_2', 'TLS1_3'])
param minimumTls string

@description('Whether the account is reached over private endpoints only, but for the addresses below and trusted services of Azure.')
param isPrivate bool

@description('The public IPv4 addresses that reach a private account all the same.')
param allowedAddresses string[]

@description('Days for which a deleted blob or container can be brought back.')
@minValue(1)
@maxValue(365)
param softDeleteDays int

@description('Days after which a tensor that is not read for training any more moves to cheaper storage.')
@minValue(1)
param coolTensorsAfterDays int

@description('Days after which a rejection is deleted.')
@minValue(1)
param deleteRejectionsAfterDays int

@description('The Log Analytics workspace that receives the logs of writes.')
param workspaceId string

resource account 'Microsoft.Storage/storageAccounts@2026-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: redundancy
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: minimumTls
    networkAcls: {
      // Event Grid, which writes dead letters as its own identity, is such a service:
      // https://learn.microsoft.com/azure/storage/common/storage-network-security-trusted-azure-services
      bypass: 'AzureServices'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      ipRules: map(isPrivate ? allowedAddresses : [], address => {
        action: 'Allow'
        value: address
      })
    }
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2026-04-01' = {
  parent: account
  name: 'default'
  properties: {
    containerDeleteRetentionPolicy: {
      enabled: true
      days: softDeleteDays
    }
    deleteRetentionPolicy: {
      enabled: true
      days: softDeleteDays
    }
  }
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices@2026-04-01' = {
  parent: account
  name: 'default'
}

resource blobContainers 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-04-01' = [
  for container in concat(map(items(containers), item => item.value), [deadLetters]): {
    parent: blobs
    name: container
    properties: {
      publicAccess: 'None'
    }
  }
]

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2026-04-01' = {
  parent: account
  name: 'default'
  dependsOn: [blobContainers]
  properties: {
    policy: {
      rules: [
        {
          name: 'cool-tensors'
          type: 'Lifecycle'
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: ['${containers.tensors}/']
            }
            actions: {
              baseBlob: {
                tierToCool: {
                  daysAfterModificationGreaterThan: coolTensorsAfterDays
                }
              }
            }
          }
        }
        {
          name: 'forget-rejections'
          type: 'Lifecycle'
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: ['${containers.rejected}/', '${deadLetters}/']
            }
            actions: {
              baseBlob: {
                delete: {
                  daysAfterModificationGreaterThan: deleteRejectionsAfterDays
                }
              }
            }
          }
        }
      ]
    }
  }
}

// Writes only: reads would cost as much again and no alert looks at them.
// The only older version that is not a preview cannot say what this says.
#disable-next-line use-recent-api-versions
resource blobLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: blobs
  name: 'writes'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'StorageWrite'
        enabled: true
      }
    ]
  }
}

// The only older version that is not a preview cannot say what this says.
#disable-next-line use-recent-api-versions
resource queueLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: queues
  name: 'writes'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'StorageWrite'
        enabled: true
      }
    ]
  }
}

@description('The account\'s name.')
output name string = account.name
