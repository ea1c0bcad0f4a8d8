using DockerPS.Engine.Requests;

namespace DockerPS.Tests.Requests;

public sealed class EnvironmentVariablesTests
{
    [Fact]
    public void A_mere_name_takes_the_value_from_here_or_stays_a_name()
    {
        string? Lookup(string name) => name switch { "SET" => "x=1", "EMPTY" => "", _ => null };

        Assert.Equal(["A=1", "SET=x=1", "EMPTY=", "UNSET", "B="], EnvironmentVariables.WithValues(["A=1", "SET", "EMPTY", "UNSET", "B="], Lookup));
    }

    [Fact]
    public void The_last_one_of_a_name_wins_in_the_place_of_the_first() =>
        Assert.Equal(["A=3", "B=2", "a=4"], EnvironmentVariables.Merge(["A=1", "B=2", "A=3", "a=4"]));

    [Fact]
    public void Proxies_come_in_only_where_the_user_has_not_set_the_variable()
    {
        var proxies = new Dictionary<string, string> { ["http_proxy"] = "p", ["HTTP_PROXY"] = "p", ["NO_PROXY"] = "n" };

        Assert.Equal(["http_proxy=p"], EnvironmentVariables.Missing(["HTTP_PROXY=mine", "NO_PROXY"], proxies));
    }
}
