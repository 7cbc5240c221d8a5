metadata description = '''
Colorize on Azure. The first step of two: everything but the Event Grid subscriptions, for which the function app has to
answer (subscriptions.bicep). deploy.sh does both.
'''
targetScope = 'subscription'

import { compute } from 'names.bicep'

@description('The name of this deployment: part of the names of all resources, and a tag on them.')
@minLength(2)
@maxLength(16)
param environmentName string

@description('The region. One that has the GPU, if there is to be one.')
@minLength(3)
param location string

@description('What the networks run on: no GPU, an NVIDIA T4, or an NVIDIA A100.')
param computeKind compute

@description('What the trainer runs on.')
param trainerComputeKind compute = computeKind

@description('The function app\'s image. Empty: no app yet, as before the first image is built.')
param functionsImage string = ''

@description('The trainer\'s image. Empty: no job yet.')
param trainerImage string = ''

@description('The object id of who may drop photographs and fetch results. Empty: nobody yet.')
param ownerPrincipalId string = ''

@description('What that principal is.')
@allowed(['User', 'Group', 'ServicePrincipal'])
param ownerPrincipalType string = 'User'

@description('Who is told of alerts and of the budget.')
param alertEmails string[] = []

@description('The most that a month should cost, in the subscription\'s currency. 0, or nobody to tell: no budget.')
@minValue(0)
param monthlyBudget int = 100

@description('The first day of the month in which the budget begins, as yyyy-MM-01.')
param budgetStart string

@description('How many copies of the data are kept, and where.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageRedundancy string = 'Standard_LRS'

@description('The oldest TLS version that storage accepts.')
@allowed(['TLS1_2', 'TLS1_3'])
param minimumTls string = 'TLS1_2'

@description('The tier of the container registry.')
@allowed(['Basic', 'Standard', 'Premium'])
param registryTier string = 'Basic'

@description('The most replicas of the function app, and so the most GPUs.')
@minValue(1)
@maxValue(300)
param maxReplicas int = computeKind == 'Cpu' ? 2 : 1

@description('The photographs that a replica works on at once.')
@minValue(1)
@maxValue(64)
param photosAtOnce int = computeKind == 'Cpu' ? 4 : 16

@description('The length of the queue for which one more replica is started.')
@minValue(1)
param backlogPerReplica int = 200

@description('The key that Event Grid shows to the function app. Stays the same over deployments: deploy.sh makes it once.')
@secure()
param webhookKey string

@description('The host\'s master key, which nothing of ours uses.')
@secure()
param masterKey string = newGuid()

@description('The host\'s default key, which nothing of ours uses.')
@secure()
param defaultKey string = newGuid()

@description('The hour, in UTC, at which the function app is woken to look for photographs that were missed; -1 never wakes it.')
@minValue(-1)
@maxValue(23)
param reviewHour int = 3

@description('Days over which that review looks back. Shorter than every lifecycle rule: what a rule has deleted is not made again.')
@minValue(1)
@maxValue(30)
param reviewDays int = 3

@description('Whether storage and, if its tier is Premium, the registry are reached over private endpoints of a virtual network.')
param privateNetwork bool = false

@description('With a private network: the public IPv4 addresses that reach storage all the same, such as yours.')
param allowedAddresses string[] = []

@description('The networks that the trainer trains, with commas between them.')
param trainedNetworks string = 'alexnet,resnet,ensemble,unet'

@description('When to train: a cron expression in UTC. Empty: when someone starts the job.')
param trainingSchedule string = ''

var token = uniqueString(subscription().id, environmentName, location)
// Known before anything is deployed, so that a what-if can look into the modules that need them.
var storageName = 'st${token}'
var registryName = 'cr${token}'
var networkName = 'vnet-${token}'
var insightsName = 'appi-${token}'
var tags = {
  'azd-env-name': environmentName
  product: 'colorize'
}

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    insightsName: insightsName
    retentionDays: 30
    dailyGigabytes: 1
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  scope: group
  dependsOn: [storage, registry]
  params: {
    location: location
    tags: tags
    token: token
    name: networkName
    storageName: storageName
    registryName: registryTier == 'Premium' ? registryName : ''
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: storageName
    isPrivate: privateNetwork
    allowedAddresses: allowedAddresses
    redundancy: storageRedundancy
    minimumTls: minimumTls
    softDeleteDays: 7
    coolTensorsAfterDays: 30
    deleteRejectionsAfterDays: 90
    workspaceId: monitoring.outputs.workspaceId
  }
}

module identities 'modules/identity.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
  }
}

module registry 'modules/registry.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: registryName
    tier: registryTier
    pullers: [
      {
        name: 'functions'
        principalId: identities.outputs.pullerPrincipalId
      }
      {
        name: 'trainer'
        principalId: identities.outputs.trainerPrincipalId
      }
    ]
  }
}

module environment 'modules/environment.bicep' = {
  scope: group
  dependsOn: [network]
  params: {
    location: location
    tags: tags
    token: token
    computeKinds: union([computeKind], [trainerComputeKind])
    networkName: privateNetwork ? networkName : ''
    workspaceId: monitoring.outputs.workspaceId
  }
}

module functions 'modules/functions.bicep' = if (!empty(functionsImage)) {
  scope: group
  dependsOn: [storage]
  params: {
    location: location
    tags: union(tags, { 'azd-service-name': 'functions' })
    name: 'ca-${token}'
    environmentId: environment.outputs.id
    environmentDomain: environment.outputs.domain
    computeKind: computeKind
    image: functionsImage
    registryServer: registry.outputs.loginServer
    pullerId: identities.outputs.pullerId
    storageName: storageName
    insightsName: insightsName
    maxReplicas: maxReplicas
    photosAtOnce: photosAtOnce
    backlogPerReplica: backlogPerReplica
    webhookKey: webhookKey
    masterKey: masterKey
    defaultKey: defaultKey
    reviewHour: reviewHour
    reviewDays: reviewDays
  }
}

module trainer 'modules/trainer.bicep' = if (!empty(trainerImage)) {
  scope: group
  dependsOn: [storage]
  params: {
    location: location
    tags: tags
    name: 'job-${token}'
    environmentId: environment.outputs.id
    computeKind: trainerComputeKind
    image: trainerImage
    registryServer: registry.outputs.loginServer
    identityId: identities.outputs.trainerId
    identityPrincipalId: identities.outputs.trainerPrincipalId
    identityClientId: identities.outputs.trainerClientId
    storageName: storageName
    networks: trainedNetworks
    schedule: trainingSchedule
    timeoutSeconds: (trainerComputeKind == 'Cpu' ? 24 : 6) * 60 * 60
  }
}

module events 'modules/events.bicep' = {
  scope: group
  dependsOn: [storage]
  params: {
    location: location
    tags: tags
    token: token
    storageName: storageName
  }
}

module access 'modules/access.bicep' = if (!empty(ownerPrincipalId)) {
  scope: group
  dependsOn: [storage]
  params: {
    principalId: ownerPrincipalId
    principalType: ownerPrincipalType
    storageName: storageName
  }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    workspaceId: monitoring.outputs.workspaceId
    topicId: events.outputs.id
    emails: alertEmails
    expectsGpu: computeKind != 'Cpu'
    rejectionsAllowed: 10
    failuresAllowed: 20
  }
}

module budget 'modules/budget.bicep' = if (monthlyBudget > 0 && !empty(alertEmails)) {
  scope: group
  params: {
    amount: max(monthlyBudget, 1)
    start: budgetStart
    emails: alertEmails
  }
}

@description('The resource group.')
output resourceGroup string = group.name

@description('The address of the container registry.')
output registryServer string = registry.outputs.loginServer

@description('The name of the container registry.')
output registryName string = registry.outputs.name

@description('The name of the storage account.')
output storageAccount string = storage.outputs.name

@description('The name of the Event Grid topic.')
output eventTopic string = events.outputs.name

@description('The name of the function app. Empty until there is an image.')
output functionApp string = functions.?outputs.name ?? ''

@description('The host name of the function app. Empty until there is an image.')
output functionHost string = functions.?outputs.hostName ?? ''

@description('The name of the trainer job. Empty until there is an image.')
output trainerJob string = trainer.?outputs.name ?? ''
