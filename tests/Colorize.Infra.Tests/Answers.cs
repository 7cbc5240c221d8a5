namespace Colorize.Tests.Infra;

/// <summary>What an Azure CLI says that is logged in, in a subscription in which nothing has been deployed yet.</summary>
internal static class Answers
{
    // The first pattern that the arguments match gives the answer; a leading '!' fails with it.
    public const string LoggedIn = """
        account show*user.type*|user
        account show*--query id*|11111111-1111-1111-1111-111111111111
        account show*|
        account list-locations*swedencentral*|swedencentral
        account list-locations*|
        ad signed-in-user*|22222222-2222-2222-2222-222222222222
        role assignment list*|Owner
        provider show*|Registered
        rest*availableManagedEnvironmentsWorkloadProfileTypes*|Consumption-GPU-NC8as-T4
        rest*usages*|4
        acr list*name*|crexample
        acr list*loginServer*|crexample.azurecr.io
        acr repository show *|!
        deployment sub show*storageAccount*|stexample
        deployment sub show*eventTopic*|evgt-example
        deployment sub show*functionApp*|ca-example
        deployment sub show*functionHost*|ca-example.example.io
        deployment sub show*trainerJob*|job-example
        *|
        """;
}
