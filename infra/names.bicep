// What the templates and the code must agree on. A test holds each of these against the C# sources.

@export()
@description('The containers of ContainerNames in Shared, in the order of the data\'s way.')
var containers = {
  uploads: 'uploads'
  tensors: 'tensors'
  models: 'models'
  grayscale: 'grayscale'
  colorized: 'colorized'
  rejected: 'rejected'
}

@export()
@description('Where Event Grid leaves events that the function app never took. No code of ours reads it.')
var deadLetters = 'deadletters'

@export()
@description('The functions, and the container that each is told about.')
var triggers = [
  {
    function: 'PreprocessUpload'
    container: containers.uploads
  }
  {
    function: 'ColorizeGrayscale'
    container: containers.grayscale
  }
]

@export()
@description('''
The host's access keys: the name of each one's secret, which has no dots, and of the file that the host reads.
https://learn.microsoft.com/azure/container-apps/functions-secrets-host-keys#container-apps-secret-store
''')
var hostKeys = {
  webhook: {
    secret: 'host-systemkey-blobs-extension'
    file: 'host.systemKey.blobs_extension'
  }
  master: {
    secret: 'host-master'
    file: 'host.master'
  }
  default: {
    secret: 'host-function-default'
    file: 'host.function.default'
  }
}

@export()
@description('The queue in which the Functions host leaves the messages of blobs that failed at every try.')
var poisonQueue = 'webjobs-blobtrigger-poison'

@export()
@description('The queue, named after the host id, through which the Functions host hands blob events to its replicas.')
func triggerQueue(hostId string) string => 'azure-webjobs-blobtrigger-${hostId}'

@export()
@description('The built-in roles that are given out. https://learn.microsoft.com/azure/role-based-access-control/built-in-roles')
var roles = {
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  storageBlobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  storageBlobDataReader: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'
  storageQueueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  acrPull: '7f951dda-4ed3-4680-a7ca-43fe172d538d'
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
}

@export()
@description('What the networks run on.')
type compute = 'Cpu' | 'T4' | 'A100'

@export()
@description('Tags of a resource.')
type resourceTags = {
  *: string
}

@export()
@description('''
The workload profile of each kind of compute and the size of a replica in it. A GPU profile gives a replica the whole
card, with all of the machine's vCPUs and memory. https://learn.microsoft.com/azure/container-apps/workload-profiles-overview
''')
var machines = {
  Cpu: {
    profile: 'Consumption'
    type: 'Consumption'
    cpu: '4.0'
    memory: '8Gi'
  }
  T4: {
    profile: 'gpu-t4'
    type: 'Consumption-GPU-NC8as-T4'
    cpu: '8.0'
    memory: '56Gi'
  }
  A100: {
    profile: 'gpu-a100'
    type: 'Consumption-GPU-NC24-A100'
    cpu: '24.0'
    memory: '220Gi'
  }
}
