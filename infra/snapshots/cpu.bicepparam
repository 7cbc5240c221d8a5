using '../main.bicep'

// As little as possible: no GPU, nobody to tell, the platform's own scale rules, a trainer that is started by hand.
param environmentName = 'colorize'
param location = 'westeurope'
param computeKind = 'Cpu'
param functionsImage = 'registry.example/colorize-functions:1'
param trainerImage = 'registry.example/colorize-trainer:1'
param budgetStart = '2027-01-01'
param scaleRules = 'Platform'
