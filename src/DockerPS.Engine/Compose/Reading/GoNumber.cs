using System.Globalization;

namespace DockerPS.Engine.Compose.Reading;

/// <summary>Numbers with a fraction as compose writes them where a text is meant: 1.10 is 1.1, and 1e6 is 1e+06.</summary>
internal static class GoNumber
{
    /// <summary>A number with the fewest digits that read as it again; with an exponent from a million on and below a ten thousandth.</summary>
    public static string Of(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
        }

        if (value == 0)
        {
            return double.IsNegative(value) ? "-0" : "0";
        }

        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        int exponent = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        if (exponent is >= -4 and < 6)
        {
            // .NET writes an exponent below 1e-5 only.
            return shortest;
        }

        string digits = string.Concat(shortest.Split('E')[0].Where(char.IsAsciiDigit)).Trim('0');
        string mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
        return string.Create(CultureInfo.InvariantCulture, $"{(value < 0 ? "-" : "")}{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }
}
