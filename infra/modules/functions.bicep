metadata description = '''
The function app: a container app of the kind that the platform runs the Functions host in. It sleeps at zero replicas;
an event from Event Grid wakes it, and the queue in which the host keeps its work adds replicas.
'''

import { compute, machines, resourceTags, roles, triggerQueue } from '../names.bicep'

@description('The region.')
param location string

@description('The tags of every resource.')
param tags resourceTags

@description('The app\'s name, which is also the Functions host\'s id.')
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

@description('The resource id of the identity that the image is pulled with.')
param pullerId string

@description('The storage account\'s name.')
param storageName string

@description('The name of the Application Insights component.')
param insightsName string

@description('The most replicas, and so the most GPUs: the quota has to cover them.')
@minValue(1)
@maxValue(300)
param maxReplicas int

@description('The photographs that a replica works on at once: enough to fill the GPU\'s batches, few enough for its memory.')
@minValue(1)
@maxValue(64)
param photosAtOnce int

@description('The queue length for which one more replica is started.')
@minValue(1)
param backlogPerReplica int

@description('Who says when replicas are added: the rules below, or the platform, from what it finds in the code.')
@allowed(['Own', 'Platform'])
param scaleRules string

resource storage 'Microsoft.Storage/storageAccounts@2026-04-01' existing = {
  name: storageName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

var port = 8080
var machine = machines[computeKind]
var settings = {
  AzureFunctionsJobHost__extensions__blobs__maxDegreeOfParallelism: string(photosAtOnce)
  AzureFunctionsWebHost__hostid: name
  // 'managedidentity' without a client id is the system-assigned identity. With a user-assigned one, scale rules for
  // storage triggers are reported to be left out: https://github.com/microsoft/azure-container-apps/issues/1633
  AzureWebJobsStorage__blobServiceUri: storage.properties.primaryEndpoints.blob
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__queueServiceUri: storage.properties.primaryEndpoints.queue
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD'
  APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
  Colorize__ExecutionProvider: computeKind == 'Cpu' ? 'cpu' : 'cuda'
  Colorize__MaxBatchSize: string(min(photosAtOnce, 16))
  FUNCTIONS_WORKER_RUNTIME: 'dotnet-isolated'
}

// One replica always answers an event that comes while none runs; more are started for the work that waits.
var rules = [
  {
    name: 'events'
    http: {
      metadata: {
        concurrentRequests: '100'
      }
    }
  }
  {
    name: 'waiting-photos'
    custom: {
      type: 'azure-queue'
      identity: 'system'
      metadata: {
        accountName: storageName
        queueName: triggerQueue(name)
        queueLength: string(backlogPerReplica)
      }
    }
  }
]

resource app 'Microsoft.App/containerApps@2026-07-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp'
  identity: {
    type: 'SystemAssigned,UserAssigned'
    userAssignedIdentities: {
      '${pullerId}': {}
    }
  }
  properties: {
    environmentId: environmentId
    workloadProfileName: machine.profile
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        allowInsecure: false
        targetPort: port
        transport: 'auto'
      }
      registries: [
        {
          server: registryServer
          identity: pullerId
        }
      ]
    }
    template: {
      containers: [
        {
          name: 'functions'
          image: image
          resources: {
            cpu: json(machine.cpu)
            memory: machine.memory
          }
          env: map(items(settings), setting => {
            name: setting.key
            value: setting.value
          })
          probes: [
            {
              type: 'Startup'
              tcpSocket: {
                port: port
              }
              // Loading CUDA and the networks takes a while; six minutes is the end of patience.
              periodSeconds: 10
              failureThreshold: 36
            }
            {
              type: 'Liveness'
              httpGet: {
                path: '/admin/host/ping'
                port: port
              }
              periodSeconds: 30
              timeoutSeconds: 10
              failureThreshold: 5
            }
          ]
        }
      ]
      scale: {
        minReplicas: 0
        maxReplicas: maxReplicas
        // Not in the types yet: https://learn.microsoft.com/azure/container-apps/functions-scale-rule-override
        #disable-next-line BCP037
        allowScalingRuleOverride: scaleRules == 'Own'
        rules: scaleRules == 'Own' ? rules : null
      }
      terminationGracePeriodSeconds: 120
    }
  }
}

resource blobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, name, roles.storageBlobDataOwner)
  properties: {
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataOwner)
  }
}

resource queues 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, name, roles.storageQueueDataContributor)
  properties: {
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageQueueDataContributor
    )
  }
}

resource telemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, name, roles.monitoringMetricsPublisher)
  properties: {
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.monitoringMetricsPublisher
    )
  }
}

@description('The app\'s name.')
output name string = app.name

@description('The app\'s host name.')
output hostName string = app.properties.configuration.ingress.fqdn
