namespace Custos.App.Simulation.Traffic;

/// <summary>What do real requests to language models look like: token counts and arrivals, as fitted to two public traces?</summary>
/// <remarks>
/// Source: Patel et al. 2024, "Splitwise", ISCA; the traces code and conversation of Azure/AzurePublicDataset (CC BY 4.0), one hour of
/// 2023-11-16. Only fitted parameters stand here. How they were fitted, and how well they do, is in docs/howto/simulate-traffic.md; the benchmark
/// <c>traffic-fit</c> fits them again. In both traces the logarithms of input and output are as good as uncorrelated (−0.005 and 0.087), so they are drawn apart.
/// </remarks>
internal static class TraceFits
{
    /// <summary>The share of requests that were for code.</summary>
    public const double CodeShare = 0.3129;

    /// <summary>Gaps within windows of ten seconds: n = 8,668, distance 0.067.</summary>
    public static ArrivalFit CodeArrivals { get; } = new(WindowShape: 0.365, GapShape: 0.364);

    /// <summary>Gaps within windows of ten seconds: n = 19,015, distance 0.018.</summary>
    public static ArrivalFit ConversationArrivals { get; } = new(WindowShape: 18.373, GapShape: 0.912);

    /// <summary>n = 8,819, distance 0.028.</summary>
    public static LognormalMixture CodeInput { get; } = new(
        [new(0.3052, 5.4785, 1.2655), new(0.3575, 7.1888, 0.5021), new(0.2858, 8.0392, 0.4395), new(0.0516, 8.9107, 0.0200)],
        Most: 7_437);

    /// <summary>n = 8,819, distance 0.008.</summary>
    public static LognormalMixture CodeOutput { get; } = new(
        [new(0.1385, 1.8601, 0.0802), new(0.1232, 2.1806, 0.0900), new(0.4104, 2.5600, 0.2964), new(0.2315, 3.3974, 0.5726), new(0.0964, 4.4060, 0.9082)],
        Most: 1_899);

    /// <summary>n = 19,366, distance 0.047.</summary>
    public static LognormalMixture ConversationInput { get; } = new(
        [new(0.2028, 5.4994, 1.0257), new(0.2283, 5.9869, 0.0377), new(0.4004, 6.9962, 0.0988), new(0.1684, 8.0124, 0.3751)],
        Most: 14_050);

    /// <summary>n = 19,366, distance 0.019.</summary>
    public static LognormalMixture ConversationOutput { get; } = new(
        [new(0.2779, 4.2035, 0.6640), new(0.2641, 4.5385, 0.1748), new(0.1255, 5.1177, 0.1913), new(0.2711, 6.0025, 0.0457), new(0.0613, 6.2349, 0.1922)],
        Most: 1_000);
}
