using Colorize.Colorization;

namespace Colorize.Tests.Colorization;

public sealed class MemoryBudgetTests
{
    [Fact]
    public async Task Small_shares_go_side_by_side_and_a_large_one_waits_its_turn()
    {
        var budget = new MemoryBudget(100);
        IDisposable first = await budget.AcquireAsync(40, TestContext.Current.CancellationToken);
        IDisposable second = await budget.AcquireAsync(40, TestContext.Current.CancellationToken);
        Task<IDisposable> large = budget.AcquireAsync(90, TestContext.Current.CancellationToken);
        Task<IDisposable> later = budget.AcquireAsync(10, TestContext.Current.CancellationToken);
        Assert.False(large.IsCompleted);
        Assert.False(later.IsCompleted, "A later image must not overtake the large one for ever.");

        first.Dispose();
        Assert.False(large.IsCompleted);
        second.Dispose();
        (await large).Dispose();
        (await later).Dispose();
    }

    [Fact]
    public async Task An_image_larger_than_the_budget_goes_alone()
    {
        var budget = new MemoryBudget(100);
        IDisposable huge = await budget.AcquireAsync(5000, TestContext.Current.CancellationToken);
        Task<IDisposable> small = budget.AcquireAsync(1, TestContext.Current.CancellationToken);
        Assert.False(small.IsCompleted);
        huge.Dispose();
        (await small).Dispose();
    }

    [Fact]
    public async Task Giving_up_frees_the_place_in_the_queue()
    {
        var budget = new MemoryBudget(100);
        IDisposable first = await budget.AcquireAsync(60, TestContext.Current.CancellationToken);
        using var giveUp = new CancellationTokenSource();
        Task<IDisposable> waiting = budget.AcquireAsync(90, giveUp.Token);
        Task<IDisposable> behind = budget.AcquireAsync(40, TestContext.Current.CancellationToken);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        (await behind).Dispose();
        first.Dispose();
        (await budget.AcquireAsync(100, TestContext.Current.CancellationToken)).Dispose();
    }

    [Fact]
    public async Task A_share_that_is_given_back_twice_counts_once()
    {
        var budget = new MemoryBudget(100);
        IDisposable first = await budget.AcquireAsync(60, TestContext.Current.CancellationToken);
        using IDisposable second = await budget.AcquireAsync(40, TestContext.Current.CancellationToken);
        first.Dispose();
        first.Dispose();

        using IDisposable third = await budget.AcquireAsync(60, TestContext.Current.CancellationToken);
        Task<IDisposable> fourth = budget.AcquireAsync(60, TestContext.Current.CancellationToken);
        Assert.False(fourth.IsCompleted);
        third.Dispose();
        (await fourth).Dispose();
    }
}
