using '../main.bicep'

// A virtual network with private endpoints for storage and a Premium registry; one address may look into storage.
param environmentName = 'colorize'
param location = 'swedencentral'
param computeKind = 'T4'
param trainerComputeKind = 'Cpu'
param functionsImage = 'registry.example/colorize-functions:1'
param trainerImage = 'registry.example/colorize-trainer:1'
param registryTier = 'Premium'
param privateNetwork = true
param allowedAddresses = ['203.0.113.7']
param budgetStart = '2027-01-01'
param webhookKey = 'an-example-and-not-a-key'
param masterKey = 'an-example-and-not-a-key'
param defaultKey = 'an-example-and-not-a-key'
