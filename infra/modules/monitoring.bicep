metadata description = 'Log Analytics and Application Insights.'

import { resourceTags } from '../names.bicep'

@description('The region.')
param location string

@description('The tags of every resource.')
param tags resourceTags

@description('The ending that makes names unique.')
param token string

@description('The name of the Application Insights component.')
param insightsName string

@description('Days for which logs are kept.')
@minValue(30)
@maxValue(730)
param retentionDays int

@description('The most gigabytes of logs a day: what comes after it that day is not kept.')
@minValue(1)
param dailyGigabytes int

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: 'log-${token}'
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionDays
    workspaceCapping: {
      dailyQuotaGb: dailyGigabytes
    }
    features: {
      disableLocalAuth: true
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    // Telemetry is taken from identities only, so the connection string is an address and not a secret.
    DisableLocalAuth: true
  }
}

@description('The workspace\'s resource id.')
output workspaceId string = workspace.id
