metadata description = '''
The user-assigned identities. They exist before what runs as them, so an image can be pulled and the trainer can reach
storage from its first second. The function app reaches storage as its own system-assigned identity (see functions.bicep).
'''

import { resourceTags } from '../names.bicep'

@description('The region.')
param location string

@description('The tags of every resource.')
param tags resourceTags

@description('The ending that makes names unique.')
param token string

resource puller 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-pull-${token}'
  location: location
  tags: tags
}

resource trainer 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-trainer-${token}'
  location: location
  tags: tags
}

@description('The resource id of the identity that the function app\'s image is pulled with.')
output pullerId string = puller.id

@description('The principal id of the identity that the function app\'s image is pulled with.')
output pullerPrincipalId string = puller.properties.principalId

@description('The resource id of the trainer\'s identity.')
output trainerId string = trainer.id

@description('The principal id of the trainer\'s identity.')
output trainerPrincipalId string = trainer.properties.principalId

@description('The client id of the trainer\'s identity.')
output trainerClientId string = trainer.properties.clientId
