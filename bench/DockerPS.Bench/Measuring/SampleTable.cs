namespace DockerPS.Bench.Measuring;

/// <summary>The times of all contestants, in the order of the rounds.</summary>
internal sealed class SampleTable
{
    private readonly Dictionary<Contestant, List<double>> _seconds = [];

    public void Add(Contestant contestant, double seconds)
    {
        if (!_seconds.TryGetValue(contestant, out List<double>? list))
        {
            _seconds.Add(contestant, list = []);
        }

        list.Add(seconds);
    }

    public IReadOnlyList<double> Of(Contestant? contestant) =>
        contestant is not null && _seconds.TryGetValue(contestant, out List<double>? list) ? list : [];
}
