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

@description('The Log Analytics workspace that receives the logs.')
param workspaceId string

// The CPU profile is always there; GPU profiles cost nothing while nothing runs in them.
var kinds = union(['Cpu'], computeKinds)

resource environment 'Microsoft.App/managedEnvironments@2026-07-01' = {
  name: 'cae-${token}'
  location: location
  tags: tags
  properties: {
    workloadProfiles: map(kinds, kind => {
      name: machines[kind].profile
      workloadProfileType: machines[kind].type
    })
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
