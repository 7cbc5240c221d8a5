metadata description = '''
The function app: a container app of the kind that the platform runs the Functions host in. It sleeps at zero replicas;
an event from Event Grid wakes it, and the queue in which the host keeps its work adds replicas.
'''

import { compute, hostKeys, machines, poisonQueue, resourceTags, roles, triggerQueue } from '../names.bicep'

@description('The region.')
param location string

@description('The tags of every resource.')
param tags resourceTags

@description('The app\'s name, which is also the Functions host\'s id.')
@maxLength(32)
param name string

@description('The environment\'s resource id.')
param environmentId string

@description('The domain that the app\'s host name ends in.')
param environmentDomain string

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

@description('The key that Event Grid shows: the system key blobs_extension.')
@secure()
param webhookKey string

@description('The host\'s master key.')
@secure()
param masterKey string

@description('The host\'s default key.')
@secure()
param defaultKey string

@description('The hour, in UTC, at which the app is woken for its review; -1 never wakes it.')
@minValue(-1)
@maxValue(23)
param reviewHour int

@description('Days over which the review looks back.')
@minValue(1)
param reviewDays int

resource storage 'Microsoft.Storage/storageAccounts@2026-04-01' existing = {
  name: storageName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

var port = 8080
// A replica that is started stays for five minutes more, which is enough to review. https://keda.sh/docs/latest/scalers/cron/
var reviewRule = {
  name: 'review'
  custom: {
    type: 'cron'
    metadata: {
      timezone: 'Etc/UTC'
      start: '0 ${reviewHour} * * *'
      end: '3 ${reviewHour} * * *'
      desiredReplicas: '1'
    }
  }
}
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
  // The documentation says 'containerapp', which the host does not know and takes for blob storage:
  // https://github.com/Azure/azure-functions-host, DefaultSecretManagerProvider.cs
  AzureWebJobsSecretStorageType: 'ContainerApps'
  // Where the GPU does not work, photographs are colorized all the same, and an alert says why.
  Colorize__ExecutionProvider: computeKind == 'Cpu' ? 'cpu' : 'auto'
  Colorize__MaxBatchSize: string(computeKind == 'Cpu' ? 0 : min(photosAtOnce, 16))
  // At every full hour while the app is awake; what was due while it slept is done when it wakes.
  Colorize__ReviewSchedule: '0 0 * * * *'
  Colorize__ReviewWindow: '${reviewDays}.00:00:00'
  FUNCTIONS_WORKER_RUNTIME: 'dotnet-isolated'
  // Without it the host does not know that it has a webhook.
  WEBSITE_HOSTNAME: '${name}.${environmentDomain}'
}

var keys = [
  {
    ...hostKeys.webhook
    value: webhookKey
  }
  {
    ...hostKeys.master
    value: masterKey
  }
  {
    ...hostKeys.default
    value: defaultKey
  }
]

// One replica always answers an event that comes while none runs; more are started for the work that waits. None of these
// looks at a container: the platform's own rules count its blobs, and photographs stay where they were dropped.
var rules = concat(reviewHour < 0 ? [] : [reviewRule], [
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
  {
    name: 'given-up-photos'
    custom: {
      type: 'azure-queue'
      identity: 'system'
      metadata: {
        accountName: storageName
        queueName: poisonQueue
        queueLength: string(backlogPerReplica)
      }
    }
  }
])

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
      secrets: map(keys, key => {
        name: key.secret
        value: key.value
      })
    }
    template: {
      volumes: [
        {
          name: 'functions-keys'
          storageType: 'Secret'
          secrets: map(keys, key => {
            secretRef: key.secret
            path: key.file
          })
        }
      ]
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
          volumeMounts: [
            {
              volumeName: 'functions-keys'
              mountPath: '/run/secrets/functions-keys'
            }
          ]
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
        // https://learn.microsoft.com/azure/container-apps/functions-scale-rule-override
        allowScalingRuleOverride: true
        rules: rules
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
