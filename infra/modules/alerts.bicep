metadata description = 'Alerts on what a person has to look at: poisoned blobs, rejections, failures, and events that were never taken.'

import { containers, poisonQueue, resourceTags } from '../names.bicep'

@description('The region.')
param location string

@description('The tags of every resource.')
param tags resourceTags

@description('The ending that makes names unique.')
param token string

@description('The Log Analytics workspace that is asked.')
param workspaceId string

@description('The resource id of the Event Grid topic.')
param topicId string

@description('Who is told. Without anyone, the alerts are seen in the portal only.')
param emails string[]

@description('Whether the function app is to run on a GPU.')
param expectsGpu bool

@description('Rejections in a quarter of an hour that are worth a message.')
@minValue(1)
param rejectionsAllowed int

@description('Failures in a quarter of an hour that are worth a message.')
@minValue(1)
param failuresAllowed int

var window = 'PT15M'

// Azure counts the messages of all queues together and once an hour, so the poison queue is watched through the log of
// writes: https://learn.microsoft.com/azure/storage/queues/monitor-queue-storage-reference
// A table that has no row yet may not be known, which would refuse the alert; a union that may miss a part is taken.
// tests/Colorize.Infra.Tests has the queries parsed against the documented columns, in which a status code is a string.
func rowsOf(table string, columns string) string => 'union isfuzzy=true (datatable(${columns})[]), ${table}'

var gpuQueries = [
  {
    name: 'no-gpu'
    title: 'The networks run on the CPU of a machine with a GPU'
    advice: 'The GPU is paid for and not used. The log line says what is missing: a driver, a library, or a GPU.'
    severity: 2
    threshold: 0
    query: '${rowsOf('ContainerAppConsoleLogs', 'TimeGenerated:datetime, Log:string')} | where Log has "CUDA does not work here"'
  }
]

var queries = concat(expectsGpu ? gpuQueries : [], [
  {
    name: 'poisoned'
    title: 'Photographs failed at every try'
    advice: 'Each is tried once more; if that fails too, ${containers.rejected} has a rejection with the reason GivenUp. Look at the exceptions, then run: colorize retry'
    severity: 1
    threshold: 0
    query: '${rowsOf('StorageQueueLogs', 'TimeGenerated:datetime, OperationName:string, StatusCode:string, Uri:string')} | where OperationName == "PutMessage" and StatusCode == "201" and tostring(parse_url(Uri).Path) startswith "/${poisonQueue}/"'
  }
  {
    name: 'rejected'
    title: 'Images were rejected'
    advice: 'What was wrong with each is in the container ${containers.rejected}.'
    severity: 3
    threshold: rejectionsAllowed
    query: '${rowsOf('StorageBlobLogs', 'TimeGenerated:datetime, OperationName:string, StatusCode:string, ObjectKey:string')} | where OperationName == "PutBlob" and StatusCode == "201" and tostring(split(trim("\\"", ObjectKey), "/")[2]) == "${containers.rejected}"'
  }
  {
    name: 'failures'
    title: 'Functions fail'
    advice: 'Tries that failed; a blob is tried five times. Look at the exceptions in Application Insights.'
    severity: 2
    threshold: failuresAllowed
    query: '${rowsOf('AppRequests', 'TimeGenerated:datetime, Success:bool')} | where Success == false'
  }
  {
    name: 'training-failed'
    title: 'A training failed'
    advice: 'Its log is in ContainerAppConsoleLogs.'
    severity: 2
    threshold: 0
    query: '${rowsOf('ContainerAppSystemLogs', 'TimeGenerated:datetime, JobName:string, Reason:string, Log:string')} | where isnotempty(JobName) and strcat(Reason, " ", Log) has_any ("BackoffLimitExceeded", "DeadlineExceeded")'
  }
])

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${token}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'colorize'
    emailReceivers: map(emails, email => {
      name: email
      emailAddress: email
      useCommonAlertSchema: true
    })
  }
}

resource logAlerts 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for query in queries: {
    name: 'alert-${query.name}-${token}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'Colorize: ${query.title}'
      description: query.advice
      enabled: true
      severity: query.severity
      scopes: [workspaceId]
      evaluationFrequency: window
      windowSize: window
      skipQueryValidation: false
      criteria: {
        allOf: [
          {
            query: query.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: query.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      autoMitigate: true
      actions: {
        actionGroups: [people.id]
      }
    }
  }
]

resource deadLetterAlert 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: 'alert-undelivered-${token}'
  location: 'global'
  tags: tags
  properties: {
    description: 'Colorize: Event Grid gave up on events. They are in the container for dead letters; the photographs themselves are where they were dropped. Run: colorize retry'
    enabled: true
    severity: 1
    scopes: [topicId]
    evaluationFrequency: window
    windowSize: window
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'dead-letters'
          metricNamespace: 'Microsoft.EventGrid/systemTopics'
          metricName: 'DeadLetteredCount'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: [
      {
        actionGroupId: people.id
      }
    ]
  }
}
