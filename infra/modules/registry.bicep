metadata description = 'The container registry that the two images are built in and pulled from.'

import { resourceTags, roles } from '../names.bicep'

@description('The region.')
param location string

@description('The tags of every resource.')
param tags resourceTags

@description('The registry\'s name: letters and digits, unique in the world.')
@minLength(5)
@maxLength(50)
param name string

@description('The registry\'s tier. The images with CUDA take about 3 GB each.')
@allowed(['Basic', 'Standard', 'Premium'])
param tier string

@description('Who pulls images.')
param pullers { name: string, principalId: string }[]

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: name
  location: location
  tags: tags
  sku: {
    name: tier
  }
  properties: {
    adminUserEnabled: false
    anonymousPullEnabled: false
    // Also with a private endpoint: images are built and pushed from outside, by identities.
    publicNetworkAccess: 'Enabled'
  }
}

resource pull 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for puller in pullers: {
    scope: registry
    name: guid(registry.id, puller.name, roles.acrPull)
    properties: {
      principalId: puller.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.acrPull)
    }
  }
]

@description('The registry\'s name.')
output name string = registry.name

@description('The registry\'s address.')
output loginServer string = registry.properties.loginServer
