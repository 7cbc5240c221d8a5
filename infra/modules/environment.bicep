metadata description = 'The Container Apps environment: a CPU profile and, where asked for, a GPU profile that costs nothing while nothing runs.'

import { compute, machines, resourceTags } from '../names.bicep'

@description('The region.')
param location string

@description('The tags of every resource.')
param tags resourceTags

@description('The ending that makes names unique.')
param token string

@description('What the function app and the trainer run on.')
param computeKinds compute[]

@description('The virtual network that the environment is in. Empty: a network of the platform\'s.')
param networkName string

@description('The Log Analytics workspace that receives the logs.')
param workspaceId string

// The CPU profile is always there; GPU profiles cost nothing while nothing runs in them.
var kinds = union(['Cpu'], computeKinds)

resource network 'Microsoft.Network/virtualNetworks@2025-05-01' existing = if (!empty(networkName)) {
  name: networkName

  resource apps 'subnets' existing = {
    name: 'apps'
  }
}

resource environment 'Microsoft.App/managedEnvironments@2026-07-01' = {
  name: 'cae-${token}'
  location: location
  tags: tags
  properties: {
    workloadProfiles: map(kinds, kind => {
      name: machines[kind].profile
      workloadProfileType: machines[kind].type
    })
    vnetConfiguration: empty(networkName)
      ? null
      : {
          infrastructureSubnetId: network::apps.id
          // Event Grid reaches the function app from outside.
          internal: false
        }
    // Through a diagnostic setting: the direct way would put the workspace's key into the template.
    appLogsConfiguration: {
      destination: 'azure-monitor'
    }
  }
}

// The only older version that is not a preview cannot say what this says.
#disable-next-line use-recent-api-versions
resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: environment
  name: 'logs'
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
  }
}

@description('The environment\'s resource id.')
output id string = environment.id

@description('The domain that the host names of the environment\'s apps end in.')
output domain string = environment.properties.defaultDomain
