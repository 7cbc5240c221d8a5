using '../main.bicep'

// Everything but a network of its own, on a T4, with a weekly training on an A100.
param environmentName = 'colorize'
param location = 'swedencentral'
param computeKind = 'T4'
param trainerComputeKind = 'A100'
param functionsImage = 'registry.example/colorize-functions:1'
param trainerImage = 'registry.example/colorize-trainer:1'
param ownerPrincipalId = '11111111-1111-1111-1111-111111111111'
param alertEmails = ['someone@example.com']
param budgetStart = '2027-01-01'
param webhookKey = 'an-example-and-not-a-key'
param masterKey = 'an-example-and-not-a-key'
param defaultKey = 'an-example-and-not-a-key'
param trainingSchedule = '0 3 * * 0'
