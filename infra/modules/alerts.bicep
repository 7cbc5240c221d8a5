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

@description('Rejections in a quarter of an hour that are worth a message.')
@minValue(1)
param rejectionsAllowed int

@description('Failures in a quarter of an hour that are worth a message.')
@minValue(1)
param failuresAllowed int

var window = 'PT15M'

// Azure counts the messages of all queues together and once an hour, so the poison queue is watched through the log of
// writes: https://learn.microsoft.com/azure/storage/queues/monitor-queue-storage-reference
var queries = [
  {
    name: 'poisoned'
    title: 'Photographs failed at every try'
    advice: 'Their messages wait in ${poisonQueue}. Look at the exceptions, then run: colorize retry'
    severity: 1
    threshold: 0
    query: 'StorageQueueLogs | where OperationName == "PutMessage" and StatusCode == 201 and Uri contains "/${poisonQueue}/"'
  }
  {
    name: 'rejected'
    title: 'Images were rejected'
    advice: 'What was wrong with each is in the container ${containers.rejected}.'
    severity: 3
    threshold: rejectionsAllowed
    query: 'StorageBlobLogs | where OperationName == "PutBlob" and StatusCode == 201 and ObjectKey contains "/${containers.rejected}/"'
  }
  {
    name: 'failures'
    title: 'Functions fail'
    advice: 'Tries that failed; a blob is tried five times. Look at the exceptions in Application Insights.'
    severity: 2
    threshold: failuresAllowed
    query: 'AppRequests | where Success == false'
  }
  {
    name: 'training-failed'
    title: 'A training failed'
    advice: 'Its log is in ContainerAppConsoleLogs.'
    severity: 2
    threshold: 0
    query: 'ContainerAppSystemLogs | where isnotempty(JobName) and strcat(column_ifexists("Reason", ""), " ", column_ifexists("Log", "")) has_any ("BackoffLimitExceeded", "DeadlineExceeded")'
  }
]

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
      // A table is made when its first row comes; until then there is nothing to ask.
      skipQueryValidation: true
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
