metadata description = 'The trainer: a job that reads tensors, trains, and publishes a model set. Started by hand, or by a schedule.'

import { compute, containers, machines, resourceTags, roles } from '../names.bicep'

@description('The region.')
param location string

@description('The tags of every resource.')
param tags resourceTags

@description('The job\'s name.')
@maxLength(32)
param name string

@description('The environment\'s resource id.')
param environmentId string

@description('What the networks run on.')
param computeKind compute

@description('The image, with its registry and tag.')
param image string

@description('The registry\'s address.')
param registryServer string

@description('The resource id of the trainer\'s identity.')
param identityId string

@description('The principal id of the trainer\'s identity.')
param identityPrincipalId string

@description('The client id of the trainer\'s identity.')
param identityClientId string

@description('The storage account\'s name.')
param storageName string

@description('The networks to train, with commas between them; the ensemble needs the classifier, alexnet.')
param networks string

@description('When to train: a cron expression in UTC, such as 0 3 * * 0. Empty: when someone starts the job.')
param schedule string

@description('The most seconds that a training may take.')
@minValue(600)
param timeoutSeconds int

resource storage 'Microsoft.Storage/storageAccounts@2026-04-01' existing = {
  name: storageName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource tensors 'containers' existing = {
      name: containers.tensors
    }

    resource models 'containers' existing = {
      name: containers.models
    }
  }
}

var machine = machines[computeKind]
var settings = {
  AzureWebJobsStorage__blobServiceUri: storage.properties.primaryEndpoints.blob
  AzureWebJobsStorage__clientId: identityClientId
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__queueServiceUri: storage.properties.primaryEndpoints.queue
  COLORIZE_NETWORKS: networks
  // A replica of more than one vCPU has 8 GiB of disk, of which the checkpoints take some. 70,000 pictures fit.
  // https://learn.microsoft.com/azure/container-apps/storage-mounts#ephemeral-storage
  COLORIZE_WORK_GIGABYTES: '7'
}

resource job 'Microsoft.App/jobs@2026-07-01' = {
  name: name
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    environmentId: environmentId
    workloadProfileName: machine.profile
    configuration: {
      triggerType: empty(schedule) ? 'Manual' : 'Schedule'
      manualTriggerConfig: empty(schedule)
        ? {
            parallelism: 1
            replicaCompletionCount: 1
          }
        : null
      scheduleTriggerConfig: empty(schedule)
        ? null
        : {
            cronExpression: schedule
            parallelism: 1
            replicaCompletionCount: 1
          }
      replicaTimeout: timeoutSeconds
      // The second try has the same execution, so it trains the same model set and finds the first one's checkpoints in
      // storage (images/trainer-start.sh).
      replicaRetryLimit: 1
      registries: [
        {
          server: registryServer
          identity: identityId
        }
      ]
    }
    template: {
      containers: [
        {
          name: 'trainer'
          image: image
          args: ['train']
          resources: {
            cpu: json(machine.cpu)
            memory: machine.memory
          }
          env: map(items(settings), setting => {
            name: setting.key
            value: setting.value
          })
        }
      ]
    }
  }
}

resource readTensors 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage::blobs::tensors
  name: guid(storage::blobs::tensors.id, name, roles.storageBlobDataReader)
  properties: {
    principalId: identityPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataReader)
  }
}

resource writeModels 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage::blobs::models
  name: guid(storage::blobs::models.id, name, roles.storageBlobDataContributor)
  properties: {
    principalId: identityPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageBlobDataContributor
    )
  }
}

@description('The job\'s name.')
output name string = job.name
