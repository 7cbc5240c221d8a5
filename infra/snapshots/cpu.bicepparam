using '../main.bicep'

// As little as possible: no GPU, nobody to tell, never woken for a review, a trainer that is started by hand.
param environmentName = 'colorize'
param location = 'westeurope'
param computeKind = 'Cpu'
param functionsImage = 'registry.example/colorize-functions:1'
param trainerImage = 'registry.example/colorize-trainer:1'
param budgetStart = '2027-01-01'
param webhookKey = 'an-example-and-not-a-key'
param masterKey = 'an-example-and-not-a-key'
param defaultKey = 'an-example-and-not-a-key'
param reviewHour = -1
