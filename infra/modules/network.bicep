metadata description = '''
A virtual network for the Container Apps environment, with private endpoints for what the apps reach in it: blobs, queues
and, in the Premium tier, the registry. The function app keeps a public address, since Event Grid calls it from outside.
'''

import { resourceTags } from '../names.bicep'

@description('The region.')
param location string

@description('The tags of every resource.')
param tags resourceTags

@description('The ending that makes names unique.')
param token string

@description('The network\'s name.')
param name string

@description('The name of the storage account.')
param storageName string

@description('The name of the registry; empty: the registry has no private endpoint.')
param registryName string

resource storage 'Microsoft.Storage/storageAccounts@2026-04-01' existing = {
  name: storageName
}

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = if (!empty(registryName)) {
  name: registryName
}

// The suffix of Azure's public cloud is not the same in others.
var storageZones = map(['blob', 'queue'], service => {
  group: service
  zone: 'privatelink.${service}.${environment().suffixes.storage}'
  target: storage.id
})
var registryZone = empty(registryName)
  ? []
  : [
      {
        group: 'registry'
        zone: 'privatelink${environment().suffixes.acrLoginServer}'
        target: registry.id
      }
    ]
var endpoints = concat(storageZones, registryZone)

resource network 'Microsoft.Network/virtualNetworks@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: ['10.20.0.0/22']
    }
    subnets: [
      {
        // A /27 is enough to begin with, and each replica on a GPU takes an address of its own:
        // https://learn.microsoft.com/azure/container-apps/custom-virtual-networks#subnet
        name: 'apps'
        properties: {
          addressPrefix: '10.20.0.0/23'
          delegations: [
            {
              name: 'apps'
              properties: {
                serviceName: 'Microsoft.App/environments'
              }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: '10.20.2.0/27'
        }
      }
    ]
  }

  resource inside 'subnets' existing = {
    name: 'endpoints'
  }
}

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for endpoint in endpoints: {
    name: endpoint.zone
    location: 'global'
    tags: tags
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (endpoint, index) in endpoints: {
    parent: zones[index]
    name: 'apps'
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: {
        id: network.id
      }
    }
  }
]

resource privateEndpoints 'Microsoft.Network/privateEndpoints@2025-05-01' = [
  for endpoint in endpoints: {
    name: 'pep-${endpoint.group}-${token}'
    location: location
    tags: tags
    properties: {
      subnet: {
        id: network::inside.id
      }
      privateLinkServiceConnections: [
        {
          name: endpoint.group
          properties: {
            privateLinkServiceId: endpoint.target
            groupIds: [endpoint.group]
          }
        }
      ]
    }
  }
]

resource zoneGroups 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-05-01' = [
  for (endpoint, index) in endpoints: {
    parent: privateEndpoints[index]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: endpoint.group
          properties: {
            privateDnsZoneId: zones[index].id
          }
        }
      ]
    }
  }
]
